import { db } from "../adapters/db/client.ts";
import type { Outcome } from "../method/grading/schema.ts";

/** Remembers a decision of tier 2; the first one stands. A memory, not a decision of its own: no audit. */
export async function rememberDecision(
  sha256: string,
  decision: { readonly outcome: Outcome; readonly reason: string },
): Promise<void> {
  const { outcome, reason } = decision;
  await db().gradeCache.createMany({ data: [{ sha256, outcome, reason }], skipDuplicates: true });
}
