import { parse } from "csv-parse/sync";
import { Invalid } from "#lib/errors.ts";
import { withoutMark } from "./read-json-lines.ts";
import { maxRowBytes, type RowResult } from "./schema.ts";
import { type CsvRecord, splitRecords } from "./split-records.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const delimiters = [",", ";", "\t"] as const;

/** Rows of a CSV file with a header line; every value is text, as it stands. Throws `Invalid` for an unusable header. */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<RowResult> {
  let columns: readonly string[] | null = null;
  for await (const record of splitRecords(chunks, delimiter.charCodeAt(0))) {
    const fields = readFields(record, delimiter);
    if (!columns) {
      columns = readHeader(fields);
      continue;
    }
    if (record.length === 0) continue;
    yield toRow(record, columns, fields);
  }
}

/** The delimiter that the header line uses most: a comma, a semicolon or a tab. */
export function delimiterOf(head: Uint8Array): string {
  const end = head.indexOf(0x0a);
  const line = new TextDecoder().decode(end < 0 ? head : head.subarray(0, end));
  const count = (delimiter: string) => line.split(delimiter).length;
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}

type Fields = readonly string[] | { readonly reason: string };

function readFields(record: CsvRecord, delimiter: string): Fields {
  if (record.bytes === null) {
    return {
      reason: `has ${record.length} bytes; a row has at most ${maxRowBytes} (16 MB). Split it or leave it out.`,
    };
  }
  if (record.isUnclosed)
    return { reason: 'opens a quote (") that never closes. Close it or double it.' };
  const bytes = record.offset === 0 ? withoutMark(record.bytes) : record.bytes;
  try {
    const [fields] = parse(decoder.decode(bytes), { delimiter, relax_column_count: true });
    return fields?.map(String) ?? [];
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TypeError) return "has bytes that are not UTF-8. Save the file as UTF-8.";
  return 'has a quote (") in the wrong place: a field with quotes starts and ends with one, and doubles those inside.';
}

function readHeader(fields: Fields): readonly string[] {
  if ("reason" in fields) throw new Invalid(`The header line ${fields.reason}`);
  const columns = fields.map((column) => column.trim());
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) {
    throw new Invalid(
      `The header line names the column "${twice}" twice. Give every column a name of its own.`,
    );
  }
  return columns;
}

function toRow(record: CsvRecord, columns: readonly string[], fields: Fields): RowResult {
  const place = { line: record.line, offset: record.offset };
  if ("reason" in fields) return { ok: false, ...place, field: "", reason: fields.reason };
  if (fields.length !== columns.length) {
    const reason = `has ${fields.length} fields; the header has ${columns.length}. Quote fields that hold the delimiter.`;
    return { ok: false, ...place, field: "", reason };
  }
  const value = Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? ""]));
  return { ok: true, ...place, value };
}
