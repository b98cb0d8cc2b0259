import type { EntryCase } from "../balance/schema.ts";
import type { EntrySegment } from "../splice/schema.ts";
import type { StudentTokenizer } from "../tokens/schema.ts";

export const formatNames = [
  "trl",
  "segments",
  "axolotl",
  "dualdistill",
  "messages",
  "prompt-completion",
] as const;
export type FormatName = (typeof formatNames)[number];

/** One row of a dataset: segments with the prompt first and the end last. */
export interface FormatInput {
  readonly id: string;
  readonly problem: string;
  readonly case: EntryCase;
  readonly segments: readonly EntrySegment[];
}

export interface FormatContext {
  /** The student tokenizer; given wherever the format `needsTokenizer`. */
  readonly tokenizer: StudentTokenizer | null;
  /** Sentences by which the paper's own loader finds the end of a wrong prefix. */
  readonly knownCorrections: readonly string[];
}

/**
 * What goes wrong with a row in a format. `mask-lost`: untrained text in the answer will be trained. `prefix-trained`:
 * the paper's loader would train the wrong first part. `prefix-masked`: it would mask a right one.
 */
export const formatWarnings = ["mask-lost", "prefix-trained", "prefix-masked"] as const;
export type FormatWarning = (typeof formatWarnings)[number];

export interface FormattedRow {
  readonly row: Readonly<Record<string, unknown>>;
  readonly warnings: readonly FormatWarning[];
}

export interface ExportFormat {
  readonly name: FormatName;
  readonly needsTokenizer: boolean;
  readonly toRow: (input: FormatInput, context: FormatContext) => FormattedRow;
}
