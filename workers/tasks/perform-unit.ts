import type { Span } from "#lib/method/trajectory/schema.ts";
import type { NewGrade } from "#lib/trajectory/schema.ts";
import { pauseAtLimit } from "#lib/unit/mutations.ts";
import { getAttemptToGrade, getUnitContext } from "#lib/unit/queries.ts";
import { finishGrade, finishSplice, type Part } from "#lib/unit/results/mutations.ts";
import type { LeasedUnit } from "#lib/unit/schema.ts";
import { performRollout, type RolloutParts } from "../rollout/perform-rollout.ts";

/** Grades one attempt against the reference answer. */
export type GradeAttempt = (
  gold: string,
  attempt: { text: string; spans: readonly Span[] },
) => Promise<NewGrade>;

export interface UnitParts extends RolloutParts {
  readonly grade: GradeAttempt;
}

/** Does one unit of the ledger, whatever it is, and writes its result. */
export function performUnit(
  parts: UnitParts,
  unit: LeasedUnit,
  signal: AbortSignal,
): Promise<void> {
  switch (unit.what) {
    case "first":
    case "second":
      return performAttempt(parts, unit, unit.what, signal);
    case "gradeFirst":
      return performGrade(parts, unit, "first");
    case "gradeSecond":
      return performGrade(parts, unit, "second");
    case "splice":
      return finishSplice(unit);
  }
}

async function performAttempt(
  parts: UnitParts,
  unit: LeasedUnit,
  part: Part,
  signal: AbortSignal,
): Promise<void> {
  await performRollout(parts, unit, part, signal);
  await pauseAtLimit(unit.runId);
}

async function performGrade(parts: UnitParts, unit: LeasedUnit, part: Part): Promise<void> {
  const context = await getUnitContext(unit);
  const trajectoryId = part === "first" ? context.pair.firstId : context.pair.secondId;
  if (trajectoryId === null)
    throw new Error(`Pair ${unit.pairId} has no ${part} attempt to grade.`);
  const attempt = await getAttemptToGrade(trajectoryId);
  const grade = await parts.grade(context.problem.answer, attempt);
  await finishGrade(unit, context, part, { trajectoryId, grade });
}
