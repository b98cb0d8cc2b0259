import { createHash } from "node:crypto";
import { verifyMath } from "#lib/adapters/math-verify/math-verify.ts";
import type { SandboxPool } from "#lib/adapters/sandbox/sandbox.ts";
import { graderVersion } from "#lib/method/grading/grade.ts";
import { type Attempt, lookAt } from "#lib/method/grading/outcome.ts";
import type { GradeResult, Outcome } from "#lib/method/grading/schema.ts";

/** A grade with the grader's version and how long it took. */
export interface TimedGrade extends GradeResult {
  readonly version: string;
  readonly ms: number;
}

export interface Remembered {
  readonly outcome: Outcome;
  readonly reason: string;
}

/** Tier 2's memory; the key is a hash of reference, answer and grader version. */
export interface GradeCache {
  get(key: string): Promise<Remembered | null>;
  set(key: string, decision: Remembered): Promise<void>;
}

export interface GradeTools {
  /** Asked only when tier 1 cannot decide, so that grading works without a sandbox as far as it can. */
  readonly pool: () => SandboxPool | Promise<SandboxPool>;
  readonly cache?: GradeCache;
}

/** Grades one attempt: its committed answer, tier 1, then Math-Verify. Throws `Unavailable` when tier 2 is needed and off. */
export async function gradeTrajectory(
  gold: string,
  attempt: Attempt,
  tools: GradeTools,
): Promise<TimedGrade> {
  const started = performance.now();
  const look = lookAt(gold, attempt);
  const grade = look.isDecided ? look.grade : await gradeByTier2(look, tools);
  return { ...grade, version: graderVersion, ms: performance.now() - started };
}

async function gradeByTier2(
  pair: { readonly gold: string; readonly answer: string },
  { pool, cache }: GradeTools,
): Promise<GradeResult> {
  const key = cacheKey(pair.gold, pair.answer);
  const known = (await cache?.get(key)) ?? null;
  const decision = known ?? (await verifyMath(await pool(), pair));
  // Undecided may be a matter of load or memory: such an answer is asked for again next time.
  if (!known && decision.outcome !== "undecided") await cache?.set(key, decision);
  return { outcome: decision.outcome, reason: decision.reason, extracted: pair.answer, tier: 2 };
}

/** SHA-256 over both texts and the version, each with its length before it, so that no two pairs share a key. */
export function cacheKey(gold: string, answer: string): string {
  const hash = createHash("sha256");
  for (const part of [graderVersion, gold, answer]) hash.update(`${part.length}:${part}`);
  return hash.digest("hex");
}
