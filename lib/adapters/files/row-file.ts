import { asyncBufferFromFile, parquetMetadataAsync } from "hyparquet";
import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import { type FileFacts, type PartFile, reread } from "./part-file.ts";

export type Row = Readonly<Record<string, unknown>>;

/** Takes rows in order; what it holds back is bounded, whatever the number of rows. */
export interface RowSink {
  write(rows: readonly Row[]): Promise<void>;
  /** Writes what is held back and the format's end; the file is then ready to be sealed. */
  finish(): Promise<void>;
}

export type RowFileKind = "jsonl" | "parquet";

/** One JSON object a line, in UTF-8, each line ended by a newline. */
export function jsonlSink(part: PartFile): RowSink {
  return {
    async write(rows) {
      await part.write(Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join("")));
    },
    finish: async () => undefined,
  };
}

// Row groups small enough that encoding one stays far below the smallest heap we promise.
const groupRows = 1000;
const groupCharacters = 1_000_000;

/** Parquet in row groups; `columns` is the schema without its root. */
export function parquetSink(part: PartFile, columns: readonly SchemaElement[]): RowSink {
  const writer = new PartWriter(part);
  const names = topLevel(columns);
  const schema: SchemaElement[] = [{ name: "root", num_children: names.length }, ...columns];
  const parquet = new ParquetWriter({ writer, schema, createdBy: "dualdistill-studio" });
  let held: Row[] = [];
  let characters = 0;
  const flush = async () => {
    const columnData = names.map((name) => ({ name, data: held.map((row) => row[name]) }));
    if (held.length > 0)
      await parquet.write({ columnData, rowGroupSize: held.length, dictionarySize: 0 });
    held = [];
    characters = 0;
  };
  return {
    async write(rows) {
      for (const row of rows) {
        held.push(row);
        characters += sizeOf(row);
        if (held.length >= groupRows || characters >= groupCharacters) await flush();
      }
    },
    async finish() {
      await flush();
      await parquet.finish();
    },
  };
}

/** Roughly how many characters or numbers a value holds. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return typeof value[0] === "number" ? value.length * 8 : sum(value);
  return typeof value === "object" && value !== null ? sum(Object.values(value)) : 4;
}

function sum(values: readonly unknown[]): number {
  return values.reduce<number>((total, value) => total + sizeOf(value), 0);
}

function topLevel(columns: readonly SchemaElement[]): string[] {
  const names: string[] = [];
  for (let at = 0; at < columns.length; at += subtreeSize(columns, at))
    names.push(columns[at]?.name ?? "");
  return names;
}

function subtreeSize(columns: readonly SchemaElement[], at: number): number {
  let size = 1;
  for (let child = 0; child < (columns[at]?.num_children ?? 0); child += 1)
    size += subtreeSize(columns, at + size);
  return size;
}

/** Hands each row group to the file as soon as it is encoded. */
class PartWriter extends ByteWriter {
  readonly part: PartFile;

  constructor(part: PartFile) {
    super(1 << 20);
    this.part = part;
  }

  async flush(): Promise<void> {
    const chunk = Buffer.from(this.buffer.slice(0, this.index));
    this.index = 0;
    await this.part.write(chunk);
  }

  override finish(): Promise<void> {
    return this.flush();
  }
}

/** Reads a finished row file again from the disk: its rows, bytes and hash. */
export async function rereadRows(
  path: string,
  kind: RowFileKind,
): Promise<FileFacts & { readonly rows: number }> {
  const { lines, ...facts } = await reread(path);
  if (kind === "jsonl") return { ...facts, rows: lines };
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path));
  return { ...facts, rows: Number(metadata.num_rows) };
}
