import { maxRowBytes } from "./schema.ts";

/** One CSV record without its line end; it spans several lines when a quoted field holds line ends. */
export interface CsvRecord {
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  /** null when the record is longer than may be read. */
  readonly bytes: Uint8Array | null;
  /** A quote opened and the file ended before it closed. */
  readonly isUnclosed: boolean;
}

const quote = 0x22;
const newline = 0x0a;

/**
 * Splits CSV bytes into records. A quote opens a field only at its start, so one stray quote spoils one record and not
 * the rest of the file. `delimiter` is a byte.
 */
export async function* splitRecords(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: number,
  limit: number = maxRowBytes,
): AsyncGenerator<CsvRecord> {
  const splitter = new RecordSplitter(delimiter, limit);
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      const record = splitter.push(byte);
      if (record) yield record;
    }
  }
  const last = splitter.end();
  if (last) yield last;
}

class RecordSplitter {
  private readonly delimiter: number;
  private readonly limit: number;
  private buffer = new Uint8Array(4096);
  private length = 0;
  private line = 1;
  private offset = 0;
  private startLine = 1;
  private startOffset = 0;
  private isQuoted = false;
  private atFieldStart = true;

  constructor(delimiter: number, limit: number) {
    this.delimiter = delimiter;
    this.limit = limit;
  }

  push(byte: number): CsvRecord | null {
    this.offset += 1;
    if (byte === newline) this.line += 1;
    if (byte === newline && !this.isQuoted) return this.finish();
    this.keep(byte);
    if (byte === quote)
      this.isQuoted = this.isQuoted ? false : this.atFieldStart || this.isDoubled();
    this.atFieldStart = byte === this.delimiter && !this.isQuoted;
    return null;
  }

  end(): CsvRecord | null {
    return this.length > 0 ? this.finish() : null;
  }

  /** `""` inside a quoted field: the field goes on. */
  private isDoubled(): boolean {
    return this.buffer[this.length - 2] === quote && this.closedAt === this.length - 1;
  }

  private closedAt = -1;

  private keep(byte: number): void {
    if (byte === quote && this.isQuoted) this.closedAt = this.length + 1;
    if (this.length <= this.limit) {
      if (this.length === this.buffer.length) {
        const larger = new Uint8Array(this.buffer.length * 2);
        larger.set(this.buffer);
        this.buffer = larger;
      }
      this.buffer[this.length] = byte;
    }
    this.length += 1;
  }

  private finish(): CsvRecord {
    const isReturn = this.length <= this.limit && this.buffer[this.length - 1] === 0x0d;
    const length = isReturn ? this.length - 1 : this.length;
    const record = {
      line: this.startLine,
      offset: this.startOffset,
      length,
      bytes: length > this.limit ? null : this.buffer.slice(0, length),
      isUnclosed: this.isQuoted,
    };
    this.length = 0;
    this.closedAt = -1;
    this.isQuoted = false;
    this.atFieldStart = true;
    this.startLine = this.line;
    this.startOffset = this.offset;
    return record;
  }
}
