import type { EntrySegment } from "../splice/schema.ts";
import type { ExportFormat } from "./schema.ts";

/**
 * `{"segments": [{"label", "text"}]}` for the dataset type `input_output`: each segment is tokenized alone, so
 * neighbours with one label become one segment; the end is the tokenizer's own end-of-sequence text.
 */
export const axolotlFormat: ExportFormat = {
  name: "axolotl",
  needsTokenizer: true,
  toRow: ({ segments }, { tokenizer }) => ({
    row: { segments: merged(segments, tokenizer?.eosToken ?? "") },
    warnings: [],
  }),
};

interface LabelledText {
  readonly label: boolean;
  readonly text: string;
}

function merged(segments: readonly EntrySegment[], eosToken: string): readonly LabelledText[] {
  const out: LabelledText[] = [];
  for (const { kind, trained, text: own } of segments) {
    const text = kind === "end" ? eosToken : own;
    const last = out.at(-1);
    if (text === "") continue;
    if (last?.label === trained) out[out.length - 1] = { label: trained, text: last.text + text };
    else out.push({ label: trained, text });
  }
  return out;
}
