import { stat } from "node:fs/promises";
import { db } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { clearLeftovers } from "#lib/adapters/files/part-file.ts";
import { enqueue } from "#lib/adapters/queue/queue.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import type { DatasetDetails } from "#lib/dataset/schema.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { FormatName } from "#lib/method/formats/schema.ts";
import { fileLayout, folderLayout, type Layout, pathIn, rowsName } from "./layout.ts";
import {
  type ExportRequest,
  exportRequestSchema,
  type FileKind,
  type WrittenExport,
} from "./schema.ts";
import { writeExport } from "./write/mutations.ts";

export interface RequestedExport {
  readonly exportId: number;
  readonly runId: number;
}

/** Asks the worker for an export; it is there to download as soon as its run is done. */
export async function requestExport(
  actor: Actor,
  request: ExportRequest,
): Promise<RequestedExport> {
  const { datasetId, format, file } = exportRequestSchema.parse(request);
  return db().$transaction(async (tx) => {
    const dataset = await tx.dataset.findUnique({
      where: { id: datasetId },
      select: { projectId: true, name: true, rowCount: true },
    });
    if (dataset === null)
      throw new NotFound(
        `There is no dataset ${datasetId}. Open the list of datasets and choose one.`,
      );
    const { projectId } = dataset;
    const run = await tx.run.create({
      data: {
        projectId,
        kind: "export",
        settings: { datasetId, dataset: dataset.name, format, file },
        total: dataset.rowCount,
        createdBy: actor.id,
      },
      select: { id: true },
    });
    const made = await tx.export.create({
      data: { datasetId, runId: run.id, format, file },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: "dataset.request-export",
      projectId,
      subject: `dataset:${datasetId}`,
      details: { format, file, run: run.id },
    });
    await notify(tx, { topic: "run", projectId, id: run.id });
    await notify(tx, { topic: "dataset", projectId, id: datasetId });
    await enqueue(tx, "export-dataset", { runId: run.id });
    return { exportId: made.id, runId: run.id };
  });
}

export interface PathExportRequest {
  readonly dataset: DatasetDetails;
  readonly format: FormatName;
  /** A row file ending in .jsonl or .parquet, or a folder that exists (or ends in a slash). Absolute. */
  readonly out: string;
  /** The kind of file where `out` is a folder. */
  readonly file?: FileKind;
  readonly onProgress?: (rows: number) => void;
}

/** Writes an export where a person wants it, at once. */
export async function exportToPath(
  actor: Actor,
  request: PathExportRequest,
): Promise<WrittenExport & { readonly folder: string }> {
  const { dataset, format } = request;
  const layout = await layoutOf(request);
  await clearLeftovers(layout.folder);
  const written = await writeExport({
    dataset,
    format,
    layout,
    onProgress: async (rows) => request.onProgress?.(rows),
  });
  await db().$transaction((tx) =>
    recordAudit(tx, actor, {
      action: "dataset.export",
      projectId: dataset.projectId,
      subject: `dataset:${dataset.id}`,
      details: {
        format,
        file: layout.file,
        rows: written.rows,
        sha256: written.files[0]?.sha256 ?? "",
      },
    }),
  );
  return { ...written, folder: layout.folder };
}

async function layoutOf({ dataset, format, out, file }: PathExportRequest): Promise<Layout> {
  const found = await stat(out).catch(() => null);
  if (found?.isDirectory() || out.endsWith("/")) {
    return folderLayout(out, { dataset: dataset.name, format, file: file ?? "jsonl" });
  }
  const layout = fileLayout(out);
  if (file !== undefined && file !== layout.file) {
    throw new Invalid(
      `The output "${out}" ends in .${layout.file}, but ${file} was asked for. Change one of the two.`,
    );
  }
  const target = await stat(pathIn(layout, rowsName(layout, "train"))).catch(() => null);
  if (target !== null && !target.isFile()) {
    throw new Conflict(`"${out}" is there already and is no ordinary file. Name another file.`, {
      fields: { out },
    });
  }
  return layout;
}
