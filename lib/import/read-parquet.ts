import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { type Compressors, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { Invalid } from "#lib/errors.ts";
import { exactNumber } from "./exact-number.ts";
import {
  type ByteSource,
  ExactNumber,
  type FileValue,
  maxDepth,
  type RowResult,
} from "./schema.ts";

const rowsAtOnce = 500;
const maxRatio = 100;
/** A row group is decompressed as a whole; beyond this it is refused instead of filling the memory. */
const maxGroupBytes = 1024 * 1024 * 1024;

/** Text that was no UTF-8; hyparquet would put replacement characters silently. */
class BadText {
  readonly isBadText = true;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const parsers = {
  stringFromBytes: (bytes: Uint8Array | undefined) => (bytes ? decode(bytes) : undefined),
};

const compressors: Compressors = {
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: length }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: length }),
  ZSTD: (input, length) => zstdDecompressSync(input, { maxOutputLength: length }),
};

/** Rows of a Parquet file, some hundred at a time; `line` is the row's number. Throws `Invalid` for an unusable file. */
export async function* readParquet(source: ByteSource): AsyncGenerator<RowResult> {
  const file = {
    byteLength: source.size,
    slice: (start: number, end = source.size) => source.slice(start, end),
  };
  const metadata = await orInvalid(source, () => parquetMetadataAsync(file));
  refuseBombs(source, metadata.row_groups);
  const total = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < total; rowStart += rowsAtOnce) {
    const rowEnd = Math.min(rowStart + rowsAtOnce, total);
    const rows: readonly Record<string, unknown>[] = await orInvalid(source, () =>
      parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors, parsers }),
    );
    for (const [index, row] of rows.entries()) yield toRow(row, rowStart + index + 1);
  }
}

interface GroupSize {
  readonly total_byte_size: bigint;
  readonly columns: readonly {
    readonly meta_data?: { readonly total_uncompressed_size: bigint };
  }[];
}

function refuseBombs(source: ByteSource, groups: readonly GroupSize[]): void {
  let all = 0;
  for (const group of groups) {
    let bytes = 0;
    for (const column of group.columns)
      bytes += Number(column.meta_data?.total_uncompressed_size ?? 0n);
    if (bytes > maxGroupBytes) {
      throw new Invalid(
        `${source.name} has a row group of ${bytes} bytes; at most 1 GiB is read at once. Write it with smaller row groups.`,
      );
    }
    all += bytes;
  }
  if (all > source.size * maxRatio) {
    throw new Invalid(
      `${source.name} would unpack to ${all} bytes, more than ${maxRatio} times its size. Write it with another compression.`,
    );
  }
}

async function orInvalid<T>(source: ByteSource, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Invalid(
      `${source.name} is not a Parquet file that can be read: ${why}. Write it anew, or save it as JSON Lines.`,
      { cause },
    );
  }
}

function decode(bytes: Uint8Array): string | BadText {
  try {
    return decoder.decode(bytes);
  } catch {
    return new BadText();
  }
}

function toRow(row: Record<string, unknown>, line: number): RowResult {
  const value: Record<string, FileValue> = {};
  for (const [column, cell] of Object.entries(row)) {
    const converted = toFileValue(cell, 1);
    if (converted instanceof BadText) {
      return {
        ok: false,
        line,
        offset: null,
        field: column,
        reason: "has bytes that are not UTF-8. Write the column as UTF-8 text.",
      };
    }
    if (converted !== null) value[column] = converted;
  }
  return { ok: true, line, offset: null, value };
}

function toFileValue(cell: unknown, depth: number): FileValue | BadText {
  if (cell === null || cell === undefined || depth > maxDepth) return null;
  if (cell instanceof BadText || cell instanceof ExactNumber) return cell;
  if (typeof cell === "string" || typeof cell === "boolean") return cell;
  if (typeof cell === "number")
    return Number.isFinite(cell) ? exactNumber(String(cell)) : String(cell);
  if (typeof cell === "bigint") return exactNumber(String(cell));
  if (cell instanceof Date) return cell.toISOString();
  return container(cell, depth);
}

function container(cell: unknown, depth: number): FileValue | BadText {
  if (ArrayBuffer.isView(cell) && !(cell instanceof Uint8Array)) return null;
  if (cell instanceof Uint8Array) return decode(cell);
  if (Array.isArray(cell)) {
    return list(cell, depth);
  }
  const object: Record<string, FileValue> = {};
  for (const [key, item] of Object.entries(Object(cell))) {
    const value = toFileValue(item, depth + 1);
    if (value instanceof BadText) return value;
    object[key] = value;
  }
  return object;
}

function list(cells: readonly unknown[], depth: number): FileValue | BadText {
  const items: FileValue[] = [];
  for (const cell of cells) {
    const item = toFileValue(cell, depth + 1);
    if (item instanceof BadText) return item;
    items.push(item);
  }
  return items;
}
