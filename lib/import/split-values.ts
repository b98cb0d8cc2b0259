import { maxRowBytes } from "./schema.ts";

/** One top-level value of a JSON document. `problem` says why there are no bytes, or what stands between values. */
export type JsonPart =
  | { readonly line: number; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly line: number; readonly offset: number; readonly problem: string };

type State = "between" | "inside" | "text" | "escape" | "scalar";

const byteOf = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  open: 0x5b,
  close: 0x5d,
  brace: 0x7b,
  unbrace: 0x7d,
};

/**
 * Splits a JSON document into its rows without holding it: the elements of one top-level array, or values that follow
 * each other. Only the outermost structure is judged here; each value's own syntax is judged when it is parsed.
 */
export async function* splitValues(
  chunks: AsyncIterable<Uint8Array>,
  limit: number = maxRowBytes,
): AsyncGenerator<JsonPart> {
  const splitter = new ValueSplitter(limit);
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      splitter.push(byte);
    }
    yield* splitter.drain();
  }
  splitter.end();
  yield* splitter.drain();
}

class ValueSplitter {
  private readonly limit: number;
  private readonly ready: JsonPart[] = [];
  private state: State = "between";
  private inArray = false;
  private closed = false;
  private started = false;
  private depth = 0;
  private line = 1;
  private offset = 0;
  private startLine = 1;
  private startOffset = 0;
  private buffer = new Uint8Array(4096);
  private length = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  *drain(): Generator<JsonPart> {
    yield* this.ready.splice(0);
  }

  push(byte: number): void {
    if (this.state === "between") this.between(byte);
    else this.inside(byte);
    if (byte === 0x0a) this.line += 1;
    this.offset += 1;
  }

  end(): void {
    if (this.state === "scalar") this.finish();
    else if (this.state !== "between") {
      this.fault(
        this.startLine,
        this.startOffset,
        "the file ends inside this row: it was cut off.",
      );
    } else if (this.inArray && !this.closed) {
      this.fault(this.line, this.offset, "the file ends before the closing ]: it was cut off.");
    }
  }

  private between(byte: number): void {
    if (isSpace(byte) || isMark(byte, this.offset)) return;
    if (!this.started && byte === byteOf.open) {
      this.inArray = true;
      this.started = true;
    } else if (this.inArray && byte === byteOf.close && !this.closed) this.closed = true;
    else if (this.closed) this.stray();
    else if (!(this.inArray && byte === byteOf.comma)) this.begin(byte);
  }

  private begin(byte: number): void {
    this.started = true;
    this.startLine = this.line;
    this.startOffset = this.offset;
    this.length = 0;
    this.depth = 0;
    this.state = "inside";
    this.inside(byte);
  }

  private inside(byte: number): void {
    if (this.state === "scalar" && endsScalar(byte)) {
      this.finish();
      this.between(byte);
      return;
    }
    this.keep(byte);
    if (this.state === "escape") this.state = "text";
    else if (this.state === "text") this.inText(byte);
    else this.structure(byte);
  }

  private inText(byte: number): void {
    if (byte === byteOf.backslash) this.state = "escape";
    else if (byte === byteOf.quote) {
      this.state = "inside";
      if (this.depth === 0) this.finish();
    }
  }

  private structure(byte: number): void {
    if (byte === byteOf.quote) this.state = "text";
    else if (byte === byteOf.brace || byte === byteOf.open) this.depth += 1;
    else if (byte === byteOf.unbrace || byte === byteOf.close) {
      this.depth -= 1;
      if (this.depth <= 0) this.finish();
    } else if (this.depth === 0) this.state = "scalar";
  }

  private keep(byte: number): void {
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

  private finish(): void {
    this.state = "between";
    const place = { line: this.startLine, offset: this.startOffset };
    if (this.length > this.limit) {
      const problem = `has ${this.length} bytes; a row has at most ${this.limit}. Split it or leave it out.`;
      this.ready.push({ ...place, problem });
    } else this.ready.push({ ...place, bytes: this.buffer.slice(0, this.length) });
  }

  private stray(): void {
    this.fault(this.line, this.offset, "stands after the closing ] of the list.");
    this.begin(byteOf.brace);
  }

  private fault(line: number, offset: number, problem: string): void {
    this.ready.push({ line, offset, problem });
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isMark(byte: number, offset: number): boolean {
  return offset < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf);
}

function endsScalar(byte: number): boolean {
  return isSpace(byte) || byte === byteOf.comma || byte === byteOf.close;
}
