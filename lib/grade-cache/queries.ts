import { db } from "../adapters/db/client.ts";
import type { Outcome } from "../method/grading/schema.ts";

/** What tier 2 said before about this reference, answer and grader version; null when it was never asked. */
export async function findDecision(
  sha256: string,
): Promise<{ readonly outcome: Outcome; readonly reason: string } | null> {
  return db().gradeCache.findUnique({
    where: { sha256 },
    select: { outcome: true, reason: true },
  });
}
