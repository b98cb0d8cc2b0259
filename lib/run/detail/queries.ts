import { db } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import { type UnitWhat, unitWhats } from "../../unit/schema.ts";
import type { PromptVersion, RunMarkLine, StepCounts } from "./schema.ts";

/** The run's units by kind of work and state, in the order a pair goes through them. */
export async function countSteps(_actor: Actor, runId: number): Promise<StepCounts[]> {
  const groups = await db().unit.groupBy({ by: ["what", "state"], where: { runId }, _count: true });
  const of = (what: UnitWhat, state: (typeof groups)[number]["state"]) =>
    groups.find((group) => group.what === what && group.state === state)?._count ?? 0;
  return unitWhats.map((what) => ({
    what,
    waiting: of(what, "waiting"),
    leased: of(what, "leased"),
    done: of(what, "done"),
    attention: of(what, "needsAttention"),
    cancelled: of(what, "cancelled"),
  }));
}

/** Which versions of the prompts the run was started with. */
export async function listPromptVersions(
  _actor: Actor,
  ids: readonly number[],
): Promise<PromptVersion[]> {
  return db().prompt.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, version: true },
  });
}

/** Starts, pauses and retries of the run, oldest first. */
export async function listRunMarks(_actor: Actor, runId: number): Promise<RunMarkLine[]> {
  return db().audit.findMany({
    where: { subject: `run:${runId}` },
    orderBy: { id: "asc" },
    take: 100,
    select: { id: true, at: true, actor: true, action: true },
  });
}
