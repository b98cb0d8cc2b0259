import { loadStudentTokenizer } from "#lib/adapters/tokenizer/load.ts";
import { StudioError } from "#lib/errors.ts";
import type { EntrySegment } from "#lib/method/splice/schema.ts";
import type { StudentTokenizer } from "#lib/method/tokens/schema.ts";
import { tokenMask } from "#lib/method/tokens/token-mask.ts";
import type { TokenCounts } from "./schema.ts";

/** The project's tokenizer, or null while its file is not there: counts are then filled in later. */
export async function tokenizerIfPresent(name: string): Promise<StudentTokenizer | null> {
  try {
    return await loadStudentTokenizer(name);
  } catch (error) {
    if (error instanceof StudioError) return null;
    throw error;
  }
}

/**
 * At most this many characters are counted while a person or a transaction waits: well under half a second, whatever they
 * are. Longer texts are counted by the worker.
 */
export const countedAtOnce = 400_000;

export function charactersOf(segments: readonly Pick<EntrySegment, "text">[]): number {
  return segments.reduce((sum, { text }) => sum + text.length, 0);
}

/** Tokens of a composed entry, prompt and end included; null where this tokenizer cannot take its text exactly. */
export function countTokens(
  segments: readonly EntrySegment[],
  tokenizer: StudentTokenizer,
): TokenCounts | null {
  try {
    const mask = tokenMask(segments, tokenizer);
    return { tokens: mask.total, trainedTokens: mask.trainedCount, tokensByRole: mask.byRole };
  } catch (error) {
    if (error instanceof StudioError) return null;
    throw error;
  }
}
