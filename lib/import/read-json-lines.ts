import { parseJsonRow } from "./parse-json-row.ts";
import { maxRowBytes, type RowResult } from "./schema.ts";
import { splitLines } from "./split-lines.ts";

/** Rows of a JSON Lines file; blank lines are no rows. A byte order mark before the first is dropped. */
export async function* readJsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RowResult> {
  for await (const { line, offset, length, bytes } of splitLines(chunks)) {
    if (bytes === null) {
      const reason = `has ${length} bytes; a row has at most ${maxRowBytes} (16 MB). Split it or leave it out.`;
      yield { ok: false, line, offset, field: "", reason };
      continue;
    }
    const content = line === 1 ? withoutMark(bytes) : bytes;
    if (isBlank(content)) continue;
    const row = parseJsonRow(content);
    yield { line, offset, ...row };
  }
}

/** The bytes without a UTF-8 byte order mark at their start. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.subarray(3) : bytes;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
