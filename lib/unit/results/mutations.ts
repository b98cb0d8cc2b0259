import type { Tx } from "../../adapters/db/client.ts";
import { systemActor } from "../../member/actor.ts";
import { orderOf } from "../../method/teacher-distillation/draw.ts";
import { settlePair } from "../../pair/mutations.ts";
import type { RunStrategy, TeachSettings } from "../../run/schema.ts";
import { recordGrade, recordTrajectory } from "../../trajectory/mutations.ts";
import type { NewGrade, NewTrajectory } from "../../trajectory/schema.ts";
import { finishUnit, type UnitResult } from "../mutations.ts";
import type { UnitContext } from "../queries.ts";
import type { LeasedUnit } from "../schema.ts";

export type Part = "first" | "second";

/** The strategies of a pair in the order of their attempts. */
export function strategiesOf(
  settings: TeachSettings,
  z: number,
): { first: RunStrategy; second: RunStrategy } {
  const [first, second] = orderOf(z === 1 ? 1 : 0, settings.strategies);
  return { first, second };
}

interface RolloutResult {
  readonly attempt: NewTrajectory;
  readonly promptTokens: number;
  readonly note?: UnitResult["note"];
}

/** A sampled attempt: stored, set as the pair's first or second, its grade comes next. */
export async function finishRollout(
  unit: LeasedUnit,
  context: UnitContext,
  part: Part,
  result: RolloutResult,
): Promise<void> {
  const strategy = strategiesOf(context.settings, context.pair.z)[part];
  const generated = result.attempt.generatedTokens ?? 0;
  await finishUnit(unit, async (tx) => {
    const trajectoryId = await recordTrajectory(tx, result.attempt);
    await setAttempt(tx, unit.pairId, part, trajectoryId);
    return {
      next: gradeOf(part),
      tokens: result.promptTokens + generated,
      costMicros:
        result.promptTokens * strategy.inputMicrosPerToken +
        generated * strategy.outputMicrosPerToken,
      ...(result.note ? { note: result.note } : {}),
    };
  });
}

/** A recorded attempt was chosen: it is there already, and was not conditioned on the first. */
export async function finishRecorded(
  unit: LeasedUnit,
  part: Part,
  trajectoryId: number,
): Promise<void> {
  await finishUnit(unit, async (tx) => {
    await setAttempt(tx, unit.pairId, part, trajectoryId);
    return { next: gradeOf(part), tokens: 0, costMicros: 0 };
  });
}

/** An attempt's grade; after the first one the second attempt comes, after the second the splice. */
export async function finishGrade(
  unit: LeasedUnit,
  context: UnitContext,
  part: Part,
  graded: { readonly trajectoryId: number; readonly grade: NewGrade },
): Promise<void> {
  const { second } = strategiesOf(context.settings, context.pair.z);
  await finishUnit(unit, async (tx) => {
    await recordGrade(tx, graded.trajectoryId, graded.grade);
    const { outcome } = graded.grade;
    await tx.pair.update({
      where: { id: unit.pairId },
      data: {
        updatedAt: new Date(),
        ...(part === "first" ? { firstOutcome: outcome } : { secondOutcome: outcome }),
      },
    });
    const next: UnitResult["next"] =
      part === "first"
        ? { what: "second", policyId: second.policyId, needsTools: second.usesTools }
        : { what: "splice", policyId: null, needsTools: false };
    return { next, tokens: 0, costMicros: 0 };
  });
}

/** Case and composition (Algorithm 1, lines 9–15): the pair's last unit. */
export async function finishSplice(unit: LeasedUnit): Promise<void> {
  await finishUnit(unit, async (tx) => {
    // Settling takes the audit chain's lock: whoever pauses a run takes the run first, so this does too.
    await tx.$queryRaw`SELECT id FROM run WHERE id = ${unit.runId} FOR UPDATE`;
    await settlePair(tx, systemActor, unit.pairId);
    return { next: null, tokens: 0, costMicros: 0 };
  });
}

function gradeOf(part: Part): NonNullable<UnitResult["next"]> {
  return {
    what: part === "first" ? "gradeFirst" : "gradeSecond",
    policyId: null,
    needsTools: false,
  };
}

async function setAttempt(tx: Tx, pairId: number, part: Part, trajectoryId: number): Promise<void> {
  await tx.pair.update({
    where: { id: pairId },
    data: {
      updatedAt: new Date(),
      ...(part === "first" ? { firstId: trajectoryId } : { secondId: trajectoryId }),
    },
  });
}
