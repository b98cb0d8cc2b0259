/** Bytes `start` to `end` (end-exclusive) of a text's UTF-8 form. */
export type ByteRange = readonly [start: number, end: number];

/** One encoded text. `offsets[i]` belongs to `ids[i]`; the offsets tile the text's UTF-8 bytes. */
export interface Encoded {
  readonly ids: readonly number[];
  readonly offsets: readonly ByteRange[];
}

/**
 * The tokenizer of the student that will be trained. `encode` adds nothing of its own (no BOS, no EOS); a token may cut a
 * character, never a byte.
 */
export interface StudentTokenizer {
  readonly name: string;
  /** What stands for the end of sequence, and its id. */
  readonly eosToken: string;
  readonly eosId: number;
  /** Tokens that mean something to the model or its template; in a text they are control, not words. */
  readonly specialTokens: readonly string[];
  /** Throws `Invalid` when the tokenizer changes the text, so that offsets would not be exact. */
  encode(text: string): Encoded;
}
