import { readText } from "#lib/adapters/files/part-file.ts";
import type { Manifest } from "#lib/dataset/schema.ts";
import { type Layout, pathIn } from "../../layout.ts";
import {
  type ExportedFile,
  type ExportWarning,
  type FolderManifest,
  folderManifestSchema,
} from "../../schema.ts";

interface ManifestRequest {
  readonly manifest: Manifest;
  readonly layout: Layout;
  readonly format: string;
  readonly rows: readonly ExportedFile[];
  readonly warnings: readonly ExportWarning[];
}

/**
 * The manifest that goes beside the rows. A `manifest.json` of the same dataset gets this export added; any other one
 * is somebody's own, so ours takes a name of its own.
 */
export async function placeManifest(
  request: ManifestRequest,
): Promise<{ readonly name: string; readonly text: string }> {
  const { layout } = request;
  const found = await readText(pathIn(layout, "manifest.json"));
  const before = found === null ? null : parseOwn(found, request.manifest);
  const name = found === null || before !== null ? "manifest.json" : `${layout.stem}.manifest.json`;
  return { name, text: `${JSON.stringify(withExport(request, before), null, 2)}\n` };
}

function parseOwn(text: string, manifest: Manifest): FolderManifest | null {
  try {
    const parsed = folderManifestSchema.safeParse(JSON.parse(text));
    return parsed.success &&
      parsed.data.sha256 === manifest.sha256 &&
      parsed.data.name === manifest.name
      ? parsed.data
      : null;
  } catch {
    return null;
  }
}

function withExport(
  { manifest, layout, format, rows, warnings }: ManifestRequest,
  before: FolderManifest | null,
): FolderManifest {
  const mine = rows.map(({ name, split, rows: count, bytes, sha256 }) => ({
    format,
    file: layout.file,
    name,
    split: split ?? "train",
    rows: count ?? 0,
    bytes,
    sha256,
    warnings: [...warnings],
  }));
  const others = (before?.exports ?? []).filter(
    (other) => !mine.some((one) => one.name === other.name),
  );
  return { ...manifest, exports: [...others, ...mine].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
