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

/** Tokens of a composed entry, prompt and end included. */
export function countTokens(
  segments: readonly EntrySegment[],
  tokenizer: StudentTokenizer,
): TokenCounts {
  const mask = tokenMask(segments, tokenizer);
  return { tokens: mask.total, trainedTokens: mask.trainedCount, tokensByRole: mask.byRole };
}
