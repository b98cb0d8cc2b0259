import { Invalid } from "#lib/errors.ts";
import { parseJsonRow } from "./parse-json-row.ts";
import { delimiterOf, readCsv } from "./read-csv.ts";
import { readJsonLines } from "./read-json-lines.ts";
import { readParquet } from "./read-parquet.ts";
import type { ByteSource, RowResult } from "./schema.ts";
import { splitValues } from "./split-values.ts";

export type FileFormat = "jsonl" | "json" | "csv" | "parquet";

const headBytes = 4096;

/** Rows of a file of any supported format, in order, good and bad. Throws `Invalid` when the file as a whole cannot be read. */
export async function* readRows(source: ByteSource): AsyncGenerator<RowResult> {
  if (source.size === 0) {
    throw new Invalid(`${source.name} is empty. Choose a file with at least one row.`);
  }
  const head = new Uint8Array(await source.slice(0, Math.min(headBytes, source.size)));
  const format = formatOf(source.name, head);
  if (format === "parquet") yield* readParquet(source);
  else if (format === "csv") yield* readCsv(source.stream(), delimiterOf(head));
  else if (format === "json") yield* readJson(source);
  else yield* readJsonLines(source.stream());
}

/** Which reader a file needs, by its first bytes, then by its name's ending. Throws `Invalid` for what none reads. */
export function formatOf(name: string, head: Uint8Array): FileFormat {
  if (startsWith(head, [0x50, 0x41, 0x52, 0x31])) return "parquet";
  refuseUnreadable(name, head);
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, "")
    .trimStart();
  if (text.startsWith("[")) return "json";
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  if (ending === "csv" || ending === "tsv") return "csv";
  if (ending === "json") return "json";
  if (ending === "parquet") {
    throw new Invalid(
      `${name} is named Parquet but does not start like one (PAR1). It may be cut off or renamed.`,
    );
  }
  if (text.startsWith("{") || ending === "jsonl" || ending === "ndjson") return "jsonl";
  throw new Invalid(
    `${name} is none of JSON Lines, JSON, CSV and Parquet. Give it one of these forms; CSV is known by the ending .csv.`,
  );
}

function refuseUnreadable(name: string, head: Uint8Array): void {
  if (startsWith(head, [0x1f, 0x8b]) || startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])) {
    throw new Invalid(
      `${name} is compressed. Unpack it (gunzip, unzstd), then import the file inside.`,
    );
  }
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) {
    throw new Invalid(
      `${name} is a ZIP archive (or a spreadsheet). Unpack it, or save the sheet as CSV.`,
    );
  }
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) {
    throw new Invalid(`${name} is UTF-16. Save it as UTF-8.`);
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

async function* readJson(source: ByteSource): AsyncGenerator<RowResult> {
  for await (const part of splitValues(source.stream())) {
    const place = { line: part.line, offset: part.offset };
    if ("problem" in part) yield { ok: false, ...place, field: "", reason: part.problem };
    else yield { ...place, ...parseJsonRow(part.bytes) };
  }
}
