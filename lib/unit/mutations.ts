import { z } from "zod";
import { db, Prisma, type Tx } from "../adapters/db/client.ts";
import { notify } from "../adapters/db/events.ts";
import { recordAudit } from "../audit/mutations.ts";
import { Conflict } from "../errors.ts";
import { systemActor } from "../member/actor.ts";
import { projectSettingsSchema } from "../project/schema.ts";
import { nextStatus as nextRunStatus } from "../run/status.ts";
import type { LeasedUnit, UnitFailure, UnitWhat } from "./schema.ts";
import { backOff, maxAttempts, nextStatus } from "./state.ts";

/** How long a lease lasts without renewal; a killed worker's units come back after this at the latest. */
export const leaseSeconds = 45;

/** Another worker has the unit now, or its run was cancelled: what was made must not be written. */
export class LeaseLost extends Conflict {
  constructor(unit: LeasedUnit) {
    super(`Unit ${unit.id} is no longer held with lease ${unit.lease}.`);
  }
}

const leasedRowSchema = z.object({
  id: z.int(),
  lease: z.int(),
  run_id: z.int(),
  pair_id: z.int(),
  problem_id: z.int(),
  what: z.enum(["first", "grade-first", "second", "grade-second", "splice"]),
  policy_id: z.int().nullable(),
  attempts: z.int(),
});

const whatOf: Readonly<Record<z.infer<typeof leasedRowSchema>["what"], UnitWhat>> = {
  first: "first",
  "grade-first": "gradeFirst",
  second: "second",
  "grade-second": "gradeSecond",
  splice: "splice",
};

export interface LeaseRequest {
  readonly workerId: string;
  readonly runId: number;
  /** Whose rollouts; null: grades and splices. */
  readonly policyId: number | null;
  readonly limit: number;
  /** False while the sandbox is not ready: units that run tools stay waiting. */
  readonly withTools: boolean;
}

/** Takes up to `limit` units, those nearest their pair's end first; a lease that ran out counts as waiting. */
export async function leaseUnits(request: LeaseRequest): Promise<LeasedUnit[]> {
  // An equality that the partial index `unit_ready` can use; IS NOT DISTINCT FROM cannot.
  const policy =
    request.policyId === null
      ? Prisma.sql`u.policy_id IS NULL`
      : Prisma.sql`u.policy_id = ${request.policyId}`;
  const rows = await db().$queryRaw`
    UPDATE unit SET state = 'leased', lease = unit.lease + 1, attempts = unit.attempts + 1,
      leased_by = ${request.workerId}, leased_until = now() + make_interval(secs => ${leaseSeconds})
    WHERE id IN (
      SELECT u.id FROM unit u
      WHERE u.run_id = ${request.runId} AND ${policy}
        AND u.state IN ('waiting', 'leased') AND (${request.withTools} OR NOT u.needs_tools)
        AND EXISTS (SELECT 1 FROM run r WHERE r.id = u.run_id AND r.status = 'running')
        AND (u.state = 'waiting' AND (u.not_before IS NULL OR u.not_before <= now())
          OR u.state = 'leased' AND u.leased_until < now())
        AND u.attempts < ${maxAttempts}
      ORDER BY u.what DESC, u.id
      LIMIT ${request.limit} FOR UPDATE OF u SKIP LOCKED)
    RETURNING id, lease, run_id, pair_id, problem_id, what::text AS what, policy_id, attempts`;
  return z
    .array(leasedRowSchema)
    .parse(rows)
    .map((row) => ({
      id: row.id,
      lease: row.lease,
      runId: row.run_id,
      pairId: row.pair_id,
      problemId: row.problem_id,
      what: whatOf[row.what],
      policyId: row.policy_id,
      attempts: row.attempts,
    }));
}

/** Says that the worker still has these units; one that it lost sight of (its database was away) is not among them. */
export async function renewLeases(workerId: string, unitIds: readonly number[]): Promise<void> {
  if (unitIds.length === 0) return;
  await db()
    .$executeRaw`UPDATE unit SET leased_until = now() + make_interval(secs => ${leaseSeconds})
    WHERE state = 'leased' AND leased_by = ${workerId} AND id = ANY(${[...unitIds]}::int[])`;
}

/** Frees what workers of this host left behind when they died; `isAlive` tells by a worker's id. */
export async function releaseDeadLeases(isAlive: (workerId: string) => boolean): Promise<number> {
  const held = await db().unit.groupBy({ by: ["leasedBy"], where: { state: "leased" } });
  const dead = held.map((row) => row.leasedBy).filter((workerId) => !isAlive(workerId));
  if (dead.length === 0) return 0;
  return db().$executeRaw`UPDATE unit SET leased_until = now() - interval '1 s'
    WHERE state = 'leased' AND leased_by = ANY(${dead})`;
}

export interface UnitResult {
  /** What the pair needs next; null when the unit was its last. */
  readonly next: {
    readonly what: UnitWhat;
    readonly policyId: number | null;
    readonly needsTools: boolean;
  } | null;
  readonly tokens: number;
  readonly costMicros: number;
  /** Something worth knowing about how the result came to be; shown with the unit. */
  readonly note?: { readonly code: string; readonly reason: string };
}

/**
 * Writes a unit's result, its state and the pair's next unit in one transaction, only while the lease is ours.
 * Throws `LeaseLost` otherwise, with nothing written.
 */
export async function finishUnit(
  unit: LeasedUnit,
  write: (tx: Tx) => Promise<UnitResult>,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await takeFence(tx, unit, "finish", {
      state: "done",
      endedAt: new Date(),
      reason: "",
      reasonCode: "",
    });
    const result = await write(tx);
    if (result.note) {
      const { code, reason } = result.note;
      await tx.unit.update({ where: { id: unit.id }, data: { reasonCode: code, reason } });
    }
    if (result.next) {
      await tx.unit.create({
        data: { runId: unit.runId, problemId: unit.problemId, pairId: unit.pairId, ...result.next },
      });
    }
    await countResult(tx, unit, result);
  });
}

async function takeFence(
  tx: Tx,
  unit: LeasedUnit,
  event: "finish" | "give-back",
  data: {
    state: "done" | "waiting";
    endedAt?: Date;
    reason?: string;
    reasonCode?: string;
    attempts?: number;
  },
): Promise<void> {
  if (nextStatus("leased", { type: event }) !== data.state) throw new LeaseLost(unit);
  const held = await tx.unit.updateMany({
    where: { id: unit.id, lease: unit.lease, state: "leased" },
    data,
  });
  if (held.count !== 1) throw new LeaseLost(unit);
}

async function countResult(tx: Tx, unit: LeasedUnit, result: UnitResult): Promise<void> {
  const run = await tx.run.update({
    where: { id: unit.runId },
    data: {
      done: { increment: result.next ? 0 : 1 },
      tokens: { increment: result.tokens },
      costMicros: { increment: Math.round(result.costMicros) },
    },
    select: { projectId: true, status: true, done: true, failed: true, total: true },
  });
  await finishRunIfOver(tx, unit.runId, run);
  await notify(tx, { topic: "run", projectId: run.projectId, id: unit.runId });
  await notify(tx, { topic: "pair", projectId: run.projectId, id: unit.pairId });
}

interface RunCounts {
  readonly status: "queued" | "running" | "paused" | "done" | "cancelled" | "failed";
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

async function finishRunIfOver(
  tx: Tx,
  runId: number,
  run: RunCounts & { projectId: number },
): Promise<void> {
  if (run.done + run.failed < run.total) return;
  const status = nextRunStatus(run.status === "paused" ? "running" : run.status, "finish");
  if (!status) return;
  await tx.run.update({ where: { id: runId }, data: { status, endedAt: new Date() } });
  await auditRun(tx, "run.finish", {
    runId,
    projectId: run.projectId,
    before: run.status,
    after: status,
  });
}

interface RunChange {
  readonly runId: number;
  readonly projectId: number;
  readonly before: string;
  readonly after: string;
}

async function auditRun(
  tx: Tx,
  action: string,
  { runId, projectId, before, after }: RunChange,
): Promise<void> {
  await recordAudit(tx, systemActor, { action, projectId, subject: `run:${runId}`, before, after });
}

/** Records a named failure: tried again later where that can help and attempts are left, else it needs attention. */
export async function failUnit(unit: LeasedUnit, failure: UnitFailure): Promise<void> {
  const event = {
    type: "fail",
    attempts: unit.attempts,
    isRetryable: failure.isRetryable,
  } as const;
  const state = nextStatus("leased", event);
  await db().$transaction(async (tx) => {
    const isOver = state === "needsAttention";
    const held = await tx.unit.updateMany({
      where: { id: unit.id, lease: unit.lease, state: "leased" },
      data: {
        state: isOver ? "needsAttention" : "waiting",
        reasonCode: failure.code,
        reason: failure.reason,
        notBefore: isOver
          ? null
          : new Date(Date.now() + backOff(unit.attempts, failure.retryAfterMs)),
        endedAt: isOver ? new Date() : null,
      },
    });
    if (held.count !== 1) return;
    const run = await tx.run.update({
      where: { id: unit.runId },
      data: { failed: { increment: isOver ? 1 : 0 } },
      select: { projectId: true, status: true, done: true, failed: true, total: true },
    });
    await finishRunIfOver(tx, unit.runId, run);
    await notify(tx, { topic: "run", projectId: run.projectId, id: unit.runId });
  });
}

/** Gives a unit back untouched, its attempt not counted: the worker stops, or what it needs is not there yet. */
export async function giveBackUnit(unit: LeasedUnit): Promise<void> {
  await db().unit.updateMany({
    where: { id: unit.id, lease: unit.lease, state: "leased" },
    data: { state: "waiting", attempts: { decrement: 1 } },
  });
}

/** Units whose worker died with them on every attempt: they need a person, their neighbours go on. */
export async function retireCrashedUnits(): Promise<number> {
  const rows = await db().unit.findMany({
    where: { state: "leased", leasedUntil: { lt: new Date() }, attempts: { gte: maxAttempts } },
    select: {
      id: true,
      lease: true,
      runId: true,
      pairId: true,
      problemId: true,
      what: true,
      policyId: true,
      attempts: true,
    },
  });
  for (const unit of rows) {
    await failUnit(unit, {
      code: "crashed",
      reason: `The worker died ${unit.attempts} times while it had this unit. Look at the worker's log, then retry.`,
      isRetryable: false,
    });
  }
  return rows.length;
}

/** Pauses a run that reached the project's token or cost limit, as it stands now; true when it did. */
export async function pauseAtLimit(runId: number): Promise<boolean> {
  return db().$transaction(async (tx) => {
    // Read under the lock: a limit that somebody raised before they resumed must not pause the run again.
    await tx.$queryRaw`SELECT id FROM run WHERE id = ${runId} FOR UPDATE`;
    const run = await tx.run.findUnique({
      where: { id: runId },
      select: {
        status: true,
        tokens: true,
        costMicros: true,
        projectId: true,
        project: { select: { settings: true } },
      },
    });
    if (run?.status !== "running") return false;
    const reason = limitReached(run, projectSettingsSchema.parse(run.project.settings));
    if (!reason) return false;
    await tx.run.update({ where: { id: runId }, data: { status: "paused", reason } });
    await auditRun(tx, "run.pause", {
      runId,
      projectId: run.projectId,
      before: run.status,
      after: "paused",
    });
    await notify(tx, { topic: "run", projectId: run.projectId, id: runId });
    return true;
  });
}

interface Limits {
  readonly tokenLimit?: number | null | undefined;
  readonly costLimitMicros?: number | null | undefined;
}

function limitReached(
  run: { readonly tokens: bigint; readonly costMicros: bigint },
  limits: Limits,
): string | null {
  if (limits.tokenLimit && run.tokens >= limits.tokenLimit) {
    return `reached the limit of ${limits.tokenLimit} tokens: raise it under Settings, then resume`;
  }
  if (limits.costLimitMicros && run.costMicros >= limits.costLimitMicros) {
    return `reached the cost limit of ${limits.costLimitMicros / 1e6}: raise it under Settings, then resume`;
  }
  return null;
}
