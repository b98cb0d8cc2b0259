import { z } from "zod";
import { manifestSchema, splitSchema } from "../dataset/schema.ts";
import { formatNames, formatWarnings } from "../method/formats/schema.ts";
import type { RunStatus } from "../run/status.ts";

export const formatNameSchema = z.enum(formatNames, {
  error: (issue) =>
    `There is no format "${String(issue.input)}". Formats: ${formatNames.join(", ")}.`,
});

export const fileKinds = ["jsonl", "parquet"] as const;
export const fileKindSchema = z.enum(fileKinds, {
  error: (issue) => `A dataset is written as jsonl or parquet, not "${String(issue.input)}".`,
});
export type FileKind = z.infer<typeof fileKindSchema>;

export const exportRequestSchema = z.object({
  datasetId: z.int(),
  format: formatNameSchema.default("trl"),
  file: fileKindSchema.default("jsonl"),
});
export type ExportRequest = z.input<typeof exportRequestSchema>;

/** One file of an export: the rows themselves, or what stands beside them. */
export const exportedFileSchema = z.object({
  name: z.string(),
  what: z.enum(["rows", "manifest", "config", "notes"]),
  split: splitSchema.nullable(),
  rows: z.int().nullable(),
  bytes: z.int(),
  sha256: z.string(),
});
export type ExportedFile = z.infer<typeof exportedFileSchema>;
export const exportedFilesSchema = z.array(exportedFileSchema);

/** How many rows a warning is about, and where the first of them stand in the dataset. */
export const exportWarningSchema = z.object({
  code: z.enum(formatWarnings),
  rows: z.int(),
  positions: z.array(z.int()),
});
export type ExportWarning = z.infer<typeof exportWarningSchema>;
export const exportWarningsSchema = z.array(exportWarningSchema);

/** `manifest.json` beside the data: the dataset's own manifest and every file written from it into this folder. */
export const folderManifestSchema = manifestSchema.extend({
  exports: z.array(
    z.object({
      format: z.string(),
      file: z.string(),
      name: z.string(),
      split: z.string(),
      rows: z.int(),
      bytes: z.int(),
      sha256: z.string(),
      warnings: exportWarningsSchema,
    }),
  ),
});
export type FolderManifest = z.infer<typeof folderManifestSchema>;

/** An export as a page shows it. */
export interface ExportRow {
  readonly id: number;
  readonly runId: number;
  readonly format: (typeof formatNames)[number];
  readonly file: FileKind;
  readonly status: RunStatus;
  readonly reason: string;
  readonly total: number;
  readonly done: number;
  readonly isComplete: boolean;
  readonly files: readonly ExportedFile[];
  readonly warnings: readonly ExportWarning[];
  readonly createdAt: Date;
  /** At the rate so far; null while that is not known. */
  readonly secondsLeft: number | null;
}

export interface WrittenExport {
  /** Rows of all sides of the split. */
  readonly rows: number;
  readonly files: readonly ExportedFile[];
  readonly warnings: readonly ExportWarning[];
}
