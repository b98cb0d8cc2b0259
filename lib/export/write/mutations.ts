import type { SchemaElement } from "hyparquet-writer";
import {
  discard,
  openPart,
  type PartFile,
  publish,
  reread,
} from "#lib/adapters/files/part-file.ts";
import { jsonlSink, parquetSink, type RowSink, rereadRows } from "#lib/adapters/files/row-file.ts";
import { loadStudentTokenizer } from "#lib/adapters/tokenizer/load.ts";
import { datasetEntries } from "#lib/dataset/rows/queries.ts";
import { type DatasetDetails, type DatasetEntry, type Split, splits } from "#lib/dataset/schema.ts";
import { Unavailable } from "#lib/errors.ts";
import { formats } from "#lib/method/formats/formats.ts";
import type { ExportFormat, FormatContext, FormatName } from "#lib/method/formats/schema.ts";
import { columns } from "../columns.ts";
import { sampleConfig } from "../config.ts";
import { knownCorrections } from "../known-corrections.ts";
import { type Layout, pathIn, rowsName } from "../layout.ts";
import { notesText } from "../notes.ts";
import type { ExportedFile, WrittenExport } from "../schema.ts";
import { createWarningCount, type WarningCount } from "../warning-count.ts";
import { placeManifest } from "./manifest/mutations.ts";

export interface WriteRequest {
  readonly dataset: DatasetDetails;
  readonly format: FormatName;
  readonly layout: Layout;
  /** Called after every batch with the rows written so far; throwing stops the export. */
  readonly onProgress: (rows: number) => Promise<void>;
}

/**
 * Writes a dataset in one format: rows, sample config, notes and manifest, each whole or not at all, the training rows
 * last. Memory is bounded by a batch, whatever the number of rows.
 */
export async function writeExport(request: WriteRequest): Promise<WrittenExport> {
  const parts: PartFile[] = [];
  try {
    return await writeParts(request, parts);
  } catch (error) {
    for (const part of parts) await part.abandon();
    for (const part of parts) await discard(part.path);
    throw diskFull(error, request.layout.folder);
  }
}

async function writeParts(request: WriteRequest, parts: PartFile[]): Promise<WrittenExport> {
  const { dataset, layout } = request;
  const context = await contextOf(request);
  const warnings = createWarningCount();
  const rows: ExportedFile[] = [];
  let done = 0;
  for (const split of splits) {
    if (split === "validation" && dataset.manifest.validation === null) continue;
    const part = await openPart(pathIn(layout, rowsName(layout, split)));
    parts.push(part);
    rows.push(await writeRows({ request, context, split, part, warnings, before: done }));
    done += rows.at(-1)?.rows ?? 0;
  }
  const beside = await writeBeside(request, rows, warnings, parts);
  // The training rows come first in the list and last under their final name: who sees them sees everything.
  for (const part of parts.toReversed()) await publish(part.path, part.finalPath);
  return { rows: done, files: [...rows, ...beside], warnings: warnings.list() };
}

async function contextOf({ format, dataset }: WriteRequest): Promise<FormatContext> {
  const needs = formats[format].needsTokenizer;
  return {
    tokenizer: needs ? await loadStudentTokenizer(dataset.manifest.tokenizer) : null,
    knownCorrections,
  };
}

interface RowsRequest {
  readonly request: WriteRequest;
  readonly context: FormatContext;
  readonly split: Split;
  readonly part: PartFile;
  readonly warnings: WarningCount;
  /** Rows of the other side that are written already. */
  readonly before: number;
}

async function writeRows({
  request,
  context,
  split,
  part,
  warnings,
  before,
}: RowsRequest): Promise<ExportedFile> {
  const { dataset, format, layout } = request;
  const sink = sinkOf(part, layout, format);
  const studentPrompt = dataset.manifest.studentPrompt.text;
  let rows = 0;
  for await (const batch of datasetEntries({ datasetId: dataset.id, studentPrompt, split })) {
    await sink.write(batch.map((entry) => formatRow(formats[format], entry, context, warnings)));
    rows += batch.length;
    await request.onProgress(before + rows);
  }
  await sink.finish();
  const written = await part.seal();
  const found = await rereadRows(part.path, layout.file);
  const wanted = dataset.manifest.counts[split].rows;
  if (found.rows !== wanted || found.sha256 !== written.sha256 || found.bytes !== written.bytes) {
    throw new Unavailable(
      `${part.finalPath} read back as ${found.rows} rows and ${found.bytes} bytes where ${wanted} rows and ${written.bytes} bytes were written. Nothing was kept: check the disk, then export again.`,
      { fields: { rows: found.rows, wanted } },
    );
  }
  return { name: rowsName(layout, split), what: "rows", split, rows, ...written };
}

function sinkOf(part: PartFile, layout: Layout, format: FormatName): RowSink {
  if (layout.file === "jsonl") return jsonlSink(part);
  const schema: SchemaElement[] = columns[format].map((column) => ({ ...column }));
  return parquetSink(part, schema);
}

function formatRow(
  format: ExportFormat,
  entry: DatasetEntry,
  context: FormatContext,
  warnings: WarningCount,
) {
  const { row, warnings: codes } = format.toRow(entry, context);
  for (const code of codes) warnings.add(code, entry.position);
  return row;
}

async function writeBeside(
  { dataset, format, layout }: WriteRequest,
  rows: readonly ExportedFile[],
  warnings: WarningCount,
  parts: PartFile[],
): Promise<ExportedFile[]> {
  const hasSplit = rows.length > 1;
  const config = sampleConfig(format, {
    manifest: dataset.manifest,
    file: layout.file,
    trainFile: rowsName(layout, "train"),
    validationFile: hasSplit ? rowsName(layout, "validation") : null,
  });
  const manifest = await placeManifest({
    manifest: dataset.manifest,
    layout,
    format,
    rows,
    warnings: warnings.list(),
  });
  const texts = [
    { what: "manifest" as const, name: manifest.name, text: manifest.text },
    { what: "config" as const, name: `${layout.stem}.${config.suffix}`, text: config.text },
    {
      what: "notes" as const,
      name: `${layout.stem}.notes.md`,
      text: notesText(format, dataset.manifest, warnings.list()),
    },
  ];
  const files: ExportedFile[] = [];
  for (const { what, name, text } of texts) {
    const part = await openPart(pathIn(layout, name));
    parts.push(part);
    await part.write(Buffer.from(text));
    const written = await part.seal();
    const { lines: _, ...found } = await reread(part.path);
    if (found.sha256 !== written.sha256)
      throw new Unavailable(
        `${part.finalPath} did not read back as written. Check the disk, then export again.`,
      );
    files.push({ name, what, split: null, rows: null, ...written });
  }
  return files;
}

function diskFull(error: unknown, folder: string): unknown {
  if (
    !(error instanceof Error && "code" in error) ||
    (error.code !== "ENOSPC" && error.code !== "EDQUOT")
  )
    return error;
  return new Unavailable(
    `The disk of ${folder} is full, so nothing was written. Free some space, then export again.`,
    {
      cause: error,
      fields: { folder },
    },
  );
}
