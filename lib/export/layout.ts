import { basename, dirname, extname, join } from "node:path";
import type { Split } from "../dataset/schema.ts";
import { Invalid } from "../errors.ts";
import type { FormatName } from "../method/formats/schema.ts";
import type { FileKind } from "./schema.ts";

/** Where an export's files go: all in one folder, all beginning with `stem`. */
export interface Layout {
  readonly folder: string;
  readonly stem: string;
  readonly file: FileKind;
}

/** A folder's names: `v1.trl.jsonl`, `v1.trl.validation.jsonl`, … */
export function folderLayout(
  folder: string,
  wanted: { readonly dataset: string; readonly format: FormatName; readonly file: FileKind },
): Layout {
  return { folder, stem: `${wanted.dataset}.${wanted.format}`, file: wanted.file };
}

/** The path of a row file as a person typed it: its ending says which kind it is. Throws `Invalid` for any other ending. */
export function fileLayout(path: string): Layout {
  const extension = extname(path).slice(1).toLowerCase();
  if (extension !== "jsonl" && extension !== "parquet") {
    throw new Invalid(
      `The output "${path}" ends in neither .jsonl nor .parquet. Name a file such as v1.jsonl, or an existing folder.`,
      {
        fields: { out: path },
      },
    );
  }
  return { folder: dirname(path), stem: basename(path, extname(path)), file: extension };
}

/** The rows of one side: the training rows have the plain name. */
export function rowsName(layout: Layout, split: Split): string {
  return split === "train"
    ? `${layout.stem}.${layout.file}`
    : `${layout.stem}.${split}.${layout.file}`;
}

export function pathIn(layout: Layout, name: string): string {
  return join(layout.folder, name);
}
