/**
 * One encoded text. Token `i` ends before byte `ends[i]` of the text's UTF-8 form and begins where the one before it ends:
 * tokens tile the bytes.
 */
export interface Encoded {
  readonly ids: readonly number[];
  readonly ends: readonly number[];
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
  /** Throws `Invalid` when the tokenizer changes the text, so that its bytes could not be told. */
  encode(text: string): Encoded;
}
