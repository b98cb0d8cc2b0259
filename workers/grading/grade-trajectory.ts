import { createHash } from "node:crypto";
import { verifyMath } from "#lib/adapters/math-verify/math-verify.ts";
import type { SandboxPool } from "#lib/adapters/sandbox/sandbox.ts";
import { graderVersion, gradeTier1, readable } from "#lib/method/grading/grade.ts";
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

export interface Pair {
  readonly gold: string;
  readonly answer: string;
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
  return look.isDecided ? timed(look.grade, started) : gradeByTier2(look, tools);
}

/** Grades a bare answer the same way, as the command line does. */
export async function gradeAnswer(pair: Pair, tools: GradeTools): Promise<TimedGrade> {
  const started = performance.now();
  const decision = gradeTier1(pair.gold, pair.answer);
  if (!decision) return gradeByTier2(pair, tools);
  return timed({ ...decision, extracted: pair.answer, tier: 1 }, started);
}

function timed(grade: GradeResult, started: number): TimedGrade {
  return { ...grade, version: graderVersion, ms: performance.now() - started };
}

/** Its time is that of the comparison itself: waiting for a free process is not grading. */
async function gradeByTier2(pair: Pair, { pool, cache }: GradeTools): Promise<TimedGrade> {
  const key = cacheKey(pair.gold, pair.answer);
  const about = { extracted: pair.answer, tier: 2, version: graderVersion } as const;
  const known = await cache?.get(key);
  if (known) return { ...about, outcome: known.outcome, reason: known.reason, ms: 0 };
  const { outcome, reason, ms } = await verifyMath(await pool(), {
    gold: readable(pair.gold),
    answer: readable(pair.answer),
  });
  // Undecided may be a matter of load or memory: such an answer is asked for again next time.
  if (outcome !== "undecided") await cache?.set(key, { outcome, reason });
  return { ...about, outcome, reason, ms };
}

/** SHA-256 over both texts and the version, each with its length before it, so that no two pairs share a key. */
export function cacheKey(gold: string, answer: string): string {
  const hash = createHash("sha256");
  for (const part of [graderVersion, gold, answer]) hash.update(`${part.length}:${part}`);
  return hash.digest("hex");
}
