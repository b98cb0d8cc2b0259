import { db, type Prisma, type Tx } from "../adapters/db/client.ts";
import { notify } from "../adapters/db/events.ts";
import { recordAudit } from "../audit/mutations.ts";
import { Invalid, NotFound } from "../errors.ts";
import type { Actor } from "../member/actor.ts";
import { layOutTeachRun, type TeachProblem } from "./lay-out/mutations.ts";
import { type TeachRequest, type TeachSettings, teachRequestSchema } from "./schema.ts";
import { type RunEvent, requireNextStatus } from "./status.ts";
import { teachSettingsOf } from "./teach-settings/queries.ts";

const underWay = ["queued", "running", "paused"] as const;

export interface StartedRun {
  readonly runId: number;
  readonly pairs: number;
}

/** Starts stage 1 over problems that have no pair yet, in import order; `again` takes all of them once more. */
export async function startTeachRun(
  actor: Actor,
  projectId: number,
  request: TeachRequest,
): Promise<StartedRun> {
  const wanted = teachRequestSchema.parse(request);
  return db().$transaction(
    async (tx) => {
      const settings = await teachSettingsOf(tx, projectId, wanted);
      const problems = await waitingProblems(tx, projectId, wanted);
      if (problems.length === 0) throw nothingToTeach(wanted);
      return createTeachRun(tx, actor, projectId, settings, problems);
    },
    { timeout: 300_000 },
  );
}

/** Which pairs a retry means: some by id, or all whose latest pair has this case. */
export type RetryFilter = { readonly pairIds: readonly number[] } | { readonly caseOf: "0,0" };

/** Redoes both attempts of the pairs named: new pairs in a new run, the old ones stay as they are. */
export async function retryPairs(
  actor: Actor,
  projectId: number,
  filter: RetryFilter,
): Promise<StartedRun> {
  return db().$transaction(
    async (tx) => {
      const where: Prisma.PairWhereInput =
        "pairIds" in filter
          ? { id: { in: [...filter.pairIds] } }
          : { caseOf: "c00", isLatest: true };
      const pairs = await tx.pair.findMany({
        where: {
          ...where,
          projectId,
          // A second click must not start the same work twice.
          problem: {
            archivedAt: null,
            heldOut: false,
            pairs: { none: { firstOutcome: null, run: { status: { in: [...underWay] } } } },
          },
        },
        select: { problemId: true },
        distinct: ["problemId"],
      });
      if (pairs.length === 0)
        throw new NotFound(
          "There is no pair to retry here: they are being retried already, or the list changed meanwhile.",
        );
      const request = { again: true, problemIds: pairs.map((pair) => pair.problemId) };
      const settings = await teachSettingsOf(tx, projectId, request);
      const problems = await waitingProblems(tx, projectId, request);
      return createTeachRun(tx, actor, projectId, settings, problems);
    },
    { timeout: 300_000 },
  );
}

async function createTeachRun(
  tx: Tx,
  actor: Actor,
  projectId: number,
  settings: TeachSettings,
  problems: readonly TeachProblem[],
): Promise<StartedRun> {
  const run = await tx.run.create({
    data: {
      projectId,
      kind: "teach",
      status: "running",
      settings,
      total: problems.length,
      createdBy: actor.id,
      startedAt: new Date(),
    },
    select: { id: true },
  });
  await layOutTeachRun(tx, { projectId, runId: run.id, settings, problems });
  await recordAudit(tx, actor, {
    action: "run.start",
    projectId,
    subject: `run:${run.id}`,
    after: JSON.stringify(settings),
    details: { kind: "teach", pairs: problems.length },
  });
  await notify(tx, { topic: "run", projectId, id: run.id });
  return { runId: run.id, pairs: problems.length };
}

async function waitingProblems(
  tx: Tx,
  projectId: number,
  request: TeachRequest,
): Promise<TeachProblem[]> {
  const settled: Prisma.PairWhereInput = {
    OR: [
      { firstOutcome: { not: null }, secondOutcome: { not: null } },
      { run: { status: { in: [...underWay] } } },
      { runId: null },
    ],
  };
  return tx.problem.findMany({
    where: {
      projectId,
      archivedAt: null,
      heldOut: false,
      ...(request.problemIds ? { id: { in: request.problemIds } } : {}),
      ...(request.again ? {} : { pairs: { none: settled } }),
    },
    orderBy: { ordinal: "asc" },
    ...(request.limit ? { take: request.limit } : {}),
    select: { id: true, contentSha256: true, favouredStrategyId: true },
  });
}

function nothingToTeach(request: TeachRequest): Invalid {
  return new Invalid(
    request.again || request.problemIds
      ? "No problem to teach: the project has none that is neither held out nor archived. Import problems first."
      : "No problem is waiting: every problem that is not held out has a pair already. Import more problems, or run again over all of them (`--again`).",
  );
}

export async function pauseRun(actor: Actor, runId: number): Promise<void> {
  await changeRun(actor, runId, "pause", async (tx) => {
    await tx.run.update({ where: { id: runId }, data: { reason: `paused by ${actor.name}` } });
  });
}

export async function resumeRun(actor: Actor, runId: number): Promise<void> {
  await changeRun(actor, runId, "resume", async (tx) => {
    await tx.run.update({ where: { id: runId }, data: { reason: "" } });
  });
}

/**
 * Stops a run for good. What was made stays; pairs that nothing was made for are removed, so that they can be taught later.
 * Two steps: a worker that finishes a unit locks the unit and then its run, so nobody may hold the run and want units.
 */
export async function cancelRun(actor: Actor, runId: number): Promise<void> {
  await changeRun(actor, runId, "cancel", async (tx) => {
    await tx.run.update({ where: { id: runId }, data: { endedAt: new Date() } });
  });
  await db().$transaction(async (tx) => {
    await tx.unit.updateMany({
      where: { runId, state: { in: ["waiting", "leased"] } },
      data: { state: "cancelled", endedAt: new Date() },
    });
    await tx.pair.deleteMany({ where: { runId, firstId: null } });
  });
}

/** Puts every unit that needs attention back to waiting, with fresh attempts. Returns how many. */
export async function retryFailed(actor: Actor, runId: number): Promise<number> {
  let count = 0;
  await changeRun(actor, runId, "retry", async (tx) => {
    const reset = await tx.unit.updateMany({
      where: { runId, state: "needsAttention" },
      data: {
        state: "waiting",
        attempts: 0,
        notBefore: null,
        reason: "",
        reasonCode: "",
        endedAt: null,
      },
    });
    count = reset.count;
    if (count === 0) throw new Invalid("Nothing to retry: no unit of this run needs attention.");
    await tx.run.update({
      where: { id: runId },
      data: { failed: { decrement: count }, endedAt: null, reason: "" },
    });
  });
  return count;
}

async function changeRun(
  actor: Actor,
  runId: number,
  event: RunEvent,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM run WHERE id = ${runId} FOR UPDATE`;
    const run = await tx.run.findUnique({
      where: { id: runId },
      select: { status: true, projectId: true },
    });
    if (!run) throw new NotFound(`There is no run ${runId}.`);
    const status = requireNextStatus(run.status, event);
    await tx.run.update({ where: { id: runId }, data: { status } });
    await change(tx);
    await recordAudit(tx, actor, {
      action: `run.${event}`,
      projectId: run.projectId,
      subject: `run:${runId}`,
      before: run.status,
      after: status,
    });
    await notify(tx, { topic: "run", projectId: run.projectId, id: runId });
  });
}
