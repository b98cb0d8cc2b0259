import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { db } from "#lib/adapters/db/client.ts";
import { openFileBytes } from "#lib/adapters/files/byte-source.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { exportFolder } from "./place.ts";
import {
  type ExportRow,
  exportedFilesSchema,
  exportWarningsSchema,
  fileKindSchema,
  formatNameSchema,
} from "./schema.ts";

/** A dataset's exports, newest first, with how far each is. */
export async function listExports(_actor: Actor, datasetId: number): Promise<readonly ExportRow[]> {
  const rows = await db().export.findMany({
    where: { datasetId },
    orderBy: { id: "desc" },
    take: 100,
    select: {
      id: true,
      runId: true,
      format: true,
      file: true,
      path: true,
      files: true,
      warnings: true,
      createdAt: true,
    },
  });
  const runs = await db().run.findMany({
    where: { id: { in: rows.map((row) => row.runId) } },
    select: { id: true, status: true, reason: true, total: true, done: true, startedAt: true },
  });
  const runOf = new Map(runs.map((run) => [run.id, run]));
  return rows.flatMap(({ path, ...row }) => {
    const run = runOf.get(row.runId);
    if (run === undefined) return [];
    return [
      {
        ...row,
        format: formatNameSchema.parse(row.format),
        file: fileKindSchema.parse(row.file),
        files: exportedFilesSchema.parse(row.files),
        warnings: exportWarningsSchema.parse(row.warnings),
        isComplete: path !== null,
        status: run.status,
        reason: run.reason,
        total: run.total,
        done: run.done,
        secondsLeft: secondsLeft(run),
      },
    ];
  });
}

function secondsLeft(run: {
  readonly done: number;
  readonly total: number;
  readonly startedAt: Date | null;
}): number | null {
  if (run.startedAt === null || run.done === 0) return null;
  const seconds = (Date.now() - run.startedAt.getTime()) / 1000;
  return Math.round((seconds / run.done) * (run.total - run.done));
}

export interface ExportDownload {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly stream: ReadableStream;
}

/** One file of a finished export, as a stream; without a name the training rows. Throws `NotFound`. */
export async function openExportFile(
  _actor: Actor,
  exportId: number,
  name: string | null,
): Promise<ExportDownload> {
  const row = await db().export.findUnique({
    where: { id: exportId },
    select: { path: true, files: true },
  });
  if (row === null)
    throw new NotFound(`There is no export ${exportId}. Open the dataset and export it again.`, {
      fields: { exportId },
    });
  if (row.path === null)
    throw new NotFound(`Export ${exportId} is not finished, so there is nothing to download yet.`, {
      fields: { exportId },
    });
  const files = exportedFilesSchema.parse(row.files);
  const file =
    name === null
      ? files.find((one) => one.what === "rows")
      : files.find((one) => one.name === name);
  if (file === undefined) {
    throw new NotFound(
      `Export ${exportId} has no file "${name}". It has: ${files.map((one) => one.name).join(", ")}.`,
      { fields: { exportId } },
    );
  }
  const path = join(exportFolder(exportId), file.name);
  const { size } = await openFileBytes(path, file.name);
  // Opened here, so a deleted file is an error of its own and not a stream that breaks off.
  const stream = Readable.toWeb(createReadStream(path, { highWaterMark: 1 << 18 }));
  return { name: file.name, bytes: size, sha256: file.sha256, stream: stream as ReadableStream };
}
