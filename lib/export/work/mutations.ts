import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { filesDir, requireDiskSpace } from "#lib/adapters/files/files.ts";
import { clearLeftovers, discard, partPath, publish } from "#lib/adapters/files/part-file.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { getDataset } from "#lib/dataset/queries.ts";
import type { DatasetDetails } from "#lib/dataset/schema.ts";
import { messageOf, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { FormatName } from "#lib/method/formats/schema.ts";
import { nextStatus, type RunEvent, type RunStatus, requireNextStatus } from "#lib/run/status.ts";
import { folderLayout } from "../layout.ts";
import { exportFolder, exportsFolder } from "../place.ts";
import { type FileKind, fileKindSchema, formatNameSchema, type WrittenExport } from "../schema.ts";
import { writeExport } from "../write/mutations.ts";

interface ExportWork {
  readonly exportId: number;
  readonly runId: number;
  readonly dataset: DatasetDetails;
  readonly format: FormatName;
  readonly file: FileKind;
}

/** The run was cancelled: not an error, nothing is kept. */
class Stopped extends Error {}

/**
 * Does what `requestExport` asked for. May run again after a worker was killed: it starts over, and the folder gets its
 * final name only when everything in it is verified. An aborted `signal` (the worker is stopping) throws, so that the
 * queue hands the export to the next worker.
 */
export async function runExport(actor: Actor, runId: number, signal?: AbortSignal): Promise<void> {
  const work = await takeUp(actor, runId);
  if (work === null) return;
  const final = exportFolder(work.exportId);
  await clearLeftovers(exportsFolder());
  const folder = partPath(final);
  try {
    await requireDiskSpace(filesDir());
    const report = progressOf(work, signal);
    const { dataset, format, file } = work;
    const layout = folderLayout(folder, { dataset: dataset.name, format, file });
    const written = await writeExport({ dataset, format, layout, onProgress: report });
    await waitWhilePaused(runId, signal);
    // What stands here was finished by a worker that died before it could say so.
    await discard(final);
    await publish(folder, final);
    await finish(actor, work, written);
  } catch (error) {
    await discard(folder);
    await discard(final);
    if (error instanceof Stopped) return;
    if (signal?.aborted) throw error;
    await fail(actor, work, messageOf(error));
  }
}

/** Removes what a killed worker left half written. Returns how many; called when a worker starts. */
export async function clearExportLeftovers(_actor: Actor): Promise<number> {
  return clearLeftovers(exportsFolder());
}

async function takeUp(actor: Actor, runId: number): Promise<ExportWork | null> {
  const row = await db().export.findUnique({ where: { runId } });
  if (row === null) throw new NotFound(`Run ${runId} has no export.`);
  const dataset = await getDataset(actor, row.datasetId);
  const isMine = await db().$transaction(async (tx) => {
    const status = await lockStatus(tx, runId);
    if (status === "running" || status === "paused") return true;
    const next = nextStatus(status, "start");
    if (next === null) return false;
    await tx.run.update({ where: { id: runId }, data: { status: next, startedAt: new Date() } });
    await notify(tx, { topic: "run", projectId: dataset.projectId, id: runId });
    return true;
  });
  if (!isMine) return null;
  const [format, file] = [formatNameSchema.parse(row.format), fileKindSchema.parse(row.file)];
  return { exportId: row.id, runId, dataset, format, file };
}

async function lockStatus(tx: Tx, runId: number): Promise<RunStatus> {
  await tx.$queryRaw`SELECT id FROM run WHERE id = ${runId} FOR UPDATE`;
  const run = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { status: true } });
  return run.status;
}

const reportEveryMs = 400;

/** Writes down how far the export is, now and then; waits while its run is paused and throws when it was cancelled. */
function progressOf(
  { runId, dataset }: ExportWork,
  signal: AbortSignal | undefined,
): (rows: number) => Promise<void> {
  let last = 0;
  return async (rows) => {
    signal?.throwIfAborted();
    if (Date.now() - last < reportEveryMs) return;
    last = Date.now();
    await db().run.update({ where: { id: runId }, data: { done: rows } });
    await notify(db(), { topic: "run", projectId: dataset.projectId, id: runId });
    await waitWhilePaused(runId, signal);
  };
}

async function waitWhilePaused(runId: number, signal: AbortSignal | undefined): Promise<void> {
  for (;;) {
    const { status } = await db().run.findUniqueOrThrow({
      where: { id: runId },
      select: { status: true },
    });
    if (status === "running") return;
    if (status !== "paused") throw new Stopped(`Run ${runId} is ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    signal?.throwIfAborted();
  }
}

async function finish(
  actor: Actor,
  work: ExportWork,
  { rows, files, warnings }: WrittenExport,
): Promise<void> {
  await end(actor, work, "finish", "", async (tx) => {
    const main = files[0];
    await tx.export.update({
      where: { id: work.exportId },
      data: {
        path: exportFolder(work.exportId),
        bytes: main?.bytes ?? 0,
        sha256: main?.sha256 ?? "",
        files: files.map((one) => ({ ...one })),
        warnings: warnings.map((one) => ({ ...one, positions: [...one.positions] })),
      },
    });
    await tx.run.update({ where: { id: work.runId }, data: { done: rows } });
  });
}

async function fail(actor: Actor, work: ExportWork, reason: string): Promise<void> {
  const { status } = await db().run.findUniqueOrThrow({
    where: { id: work.runId },
    select: { status: true },
  });
  if (nextStatus(status, "fail") !== null)
    await end(actor, work, "fail", reason, async () => undefined);
}

async function end(
  actor: Actor,
  { runId, dataset, exportId }: ExportWork,
  event: RunEvent,
  reason: string,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const status = requireNextStatus(await lockStatus(tx, runId), event);
    await tx.run.update({ where: { id: runId }, data: { status, reason, endedAt: new Date() } });
    await change(tx);
    await recordAudit(tx, actor, {
      action: `export.${event}`,
      projectId: dataset.projectId,
      subject: `export:${exportId}`,
      details: { dataset: dataset.name, reason },
    });
    await notify(tx, { topic: "run", projectId: dataset.projectId, id: runId });
    await notify(tx, { topic: "dataset", projectId: dataset.projectId, id: dataset.id });
  });
}
