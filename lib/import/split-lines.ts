import { maxRowBytes } from "./schema.ts";

/** One line of a file without its line end. `bytes` is null when the line is longer than may be read. */
export interface FileLine {
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array | null;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Splits bytes at `\n`; a `\r` before it belongs to the line end. Memory stays below `limit` whatever a line's length:
 * a longer one is counted, not kept.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  limit: number = maxRowBytes,
): AsyncGenerator<FileLine> {
  let line = 1;
  let offset = 0;
  let open = new OpenLine(limit);
  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const at = chunk.indexOf(newline, from);
      if (at < 0) break;
      open.add(chunk.subarray(from, at));
      yield { line, offset, length: open.length, bytes: open.take() };
      line += 1;
      offset += open.length + 1;
      from = at + 1;
      open = new OpenLine(limit);
    }
    open.add(chunk.subarray(from));
  }
  if (open.length > 0) yield { line, offset, length: open.length, bytes: open.take() };
}

/** The line under way: its parts, until it is too long to keep. */
class OpenLine {
  length = 0;
  private parts: Uint8Array[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  add(part: Uint8Array): void {
    this.length += part.length;
    if (this.length > this.limit + 1) this.parts = [];
    else if (part.length > 0) this.parts.push(part);
  }

  take(): Uint8Array | null {
    const bytes = this.length > this.limit + 1 ? null : withoutReturn(joined(this.parts));
    return bytes && bytes.length > this.limit ? null : bytes;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function withoutReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
}
