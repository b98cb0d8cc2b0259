import type { EntrySegment } from "../splice/schema.ts";
import type { Role } from "../trajectory/schema.ts";
import { type AssignedToken, assignTokens } from "./assign.ts";
import type { StudentTokenizer } from "./schema.ts";

/** What trainers put where a token does not count in the loss. */
const ignoredLabel = -100;

/** An entry in tokens: `labels[i]` is `ids[i]` where the token is trained, else -100. Counts include prompt and end. */
export interface TokenMask {
  readonly ids: number[];
  readonly labels: number[];
  readonly total: number;
  readonly trainedCount: number;
  readonly byRole: Record<Role, number>;
  readonly trainedByRole: Record<Role, number>;
}

/** Ids, labels and counts of an entry's segments (see `assignTokens`; it throws what that throws). */
export function tokenMask(
  segments: readonly EntrySegment[],
  tokenizer: StudentTokenizer,
): TokenMask {
  return maskOf(segments, assignTokens(segments, tokenizer));
}

/** The same from tokens that were assigned before. */
export function maskOf(
  segments: readonly EntrySegment[],
  tokens: Iterable<AssignedToken>,
): TokenMask {
  const ids: number[] = [];
  const labels: number[] = [];
  const byRole = noTokens();
  const trainedByRole = noTokens();
  let trainedCount = 0;
  for (const { id, segment, trained } of tokens) {
    const role = segments[segment]?.role ?? "end";
    ids.push(id);
    labels.push(trained ? id : ignoredLabel);
    byRole[role] += 1;
    if (!trained) continue;
    trainedByRole[role] += 1;
    trainedCount += 1;
  }
  return { ids, labels, total: ids.length, trainedCount, byRole, trainedByRole };
}

function noTokens(): Record<Role, number> {
  return { prompt: 0, first: 0, transition: 0, second: 0, end: 0 };
}
