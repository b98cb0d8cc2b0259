import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { enqueue } from "#lib/adapters/queue/queue.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { readProject } from "#lib/project/queries.ts";
import { type RunEvent, requireNextStatus } from "#lib/run/status.ts";
import { getUpload } from "#lib/upload/queries.ts";
import { firstIssue } from "#lib/zod-message.ts";
import {
  type ImportResult,
  type ImportRunSettings,
  importRunSettingsSchema,
  keptBadRows,
} from "./schema.ts";

export interface ImportRequest {
  readonly what: ImportRunSettings["what"];
  readonly uploadId: string;
  readonly options: unknown;
}

/** Starts the import of an uploaded file in a worker. Returns the run that shows its progress. */
export async function startImport(
  actor: Actor,
  projectId: number,
  request: ImportRequest,
): Promise<{ runId: number }> {
  const upload = await getUpload(actor, request.uploadId);
  const parsed = importRunSettingsSchema.safeParse({ ...request, name: upload.name });
  if (!parsed.success) throw new Invalid(firstIssue(parsed.error));
  return db().$transaction(async (tx) => {
    await readProject(tx, projectId);
    const run = await tx.run.create({
      data: { projectId, kind: "import", settings: parsed.data, createdBy: actor.id },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: "run.start",
      projectId,
      subject: `run:${run.id}`,
      after: JSON.stringify(parsed.data),
      details: { kind: "import", file: upload.name },
    });
    await notify(tx, { topic: "run", projectId, id: run.id });
    await enqueue(tx, "import-file", { runId: run.id });
    return { runId: run.id };
  });
}

export interface BegunImport {
  readonly projectId: number;
  readonly createdBy: string;
  readonly settings: ImportRunSettings;
}

/** Takes an import up, also after a worker died over it; null when somebody cancelled it meanwhile. */
export async function beginImport(runId: number): Promise<BegunImport | null> {
  return db().$transaction(async (tx) => {
    const run = await lockRun(tx, runId);
    if (run.status !== "queued" && run.status !== "running") return null;
    if (run.status === "queued") await move(tx, runId, run, "start", { startedAt: new Date() });
    return {
      projectId: run.projectId,
      createdBy: run.createdBy,
      settings: importRunSettingsSchema.parse(run.settings),
    };
  });
}

/** Rows read so far, for the page that watches. */
export async function reportImport(runId: number, projectId: number, rows: number): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.run.updateMany({ where: { id: runId, status: "running" }, data: { done: rows } });
    await notify(tx, { topic: "run", projectId, id: runId });
  });
}

/** Writes an import's result: done, or failed with the reason when bad rows kept everything out. */
export async function finishImport(runId: number, result: ImportResult): Promise<void> {
  await db().$transaction(async (tx) => {
    const run = await lockRun(tx, runId);
    if (run.status !== "running") return;
    const settings = importRunSettingsSchema.parse({
      ...importRunSettingsSchema.parse(run.settings),
      result: { ...result, bad: result.bad.slice(0, keptBadRows) },
    });
    const bad = result.bad.length;
    const reason = result.isImported
      ? ""
      : `${bad} ${bad === 1 ? "row" : "rows"} cannot be read; nothing was imported. Repair the file, or import it again without them.`;
    await move(tx, runId, run, result.isImported ? "finish" : "fail", {
      settings,
      reason,
      total: result.rows + bad,
      done: result.rows,
      failed: bad,
      endedAt: new Date(),
    });
  });
}

/** Ends an import that could not go on. */
export async function failImport(runId: number, reason: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const run = await lockRun(tx, runId);
    if (run.status === "running" || run.status === "queued") {
      await move(tx, runId, run, "fail", { reason, endedAt: new Date() });
    }
  });
}

type LockedRun = Awaited<ReturnType<typeof lockRun>>;

async function lockRun(tx: Tx, runId: number) {
  await tx.$queryRaw`SELECT id FROM run WHERE id = ${runId} FOR NO KEY UPDATE`;
  const run = await tx.run.findUnique({
    where: { id: runId },
    select: { status: true, projectId: true, settings: true, createdBy: true },
  });
  if (run) return run;
  throw new NotFound(`There is no run ${runId}.`);
}

interface RunChange {
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  readonly settings?: ImportRunSettings;
  readonly reason?: string;
  readonly total?: number;
  readonly done?: number;
  readonly failed?: number;
}

async function move(
  tx: Tx,
  runId: number,
  run: LockedRun,
  event: RunEvent,
  change: RunChange,
): Promise<void> {
  const status = requireNextStatus(run.status, event);
  await tx.run.update({ where: { id: runId }, data: { ...change, status } });
  await notify(tx, { topic: "run", projectId: run.projectId, id: runId });
}
