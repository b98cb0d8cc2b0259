import { tokenMask } from "../tokens/token-mask.ts";
import type { ExportFormat, FormatContext, FormatInput, FormattedRow } from "./schema.ts";

/** `{"input_ids", "labels", "text"}`: labels are -100 wherever a token is not trained, so TRL uses them as they are. */
export const trlFormat: ExportFormat = { name: "trl", needsTokenizer: true, toRow };

function toRow({ segments }: FormatInput, { tokenizer }: FormatContext): FormattedRow {
  if (tokenizer === null) throw new TypeError("The format trl needs the student tokenizer.");
  const { ids, labels } = tokenMask(segments, tokenizer);
  const text = segments
    .map((segment) => (segment.kind === "end" ? tokenizer.eosToken : segment.text))
    .join("");
  return { row: { input_ids: ids, labels, text }, warnings: [] };
}
