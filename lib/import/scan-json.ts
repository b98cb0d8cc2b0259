/** What one look over a JSON text's bytes tells before it is parsed. */
export interface JsonScan {
  /** Deepest nesting; 0 for a bare scalar. */
  readonly depth: number;
  /** Colons outside strings: how many keys were written, duplicates included. */
  readonly keys: number;
  /** False when a number has more digits than JavaScript keeps, or an exponent. */
  readonly isExact: boolean;
}

const quote = 0x22;
const backslash = 0x5c;
const safeDigits = 15;

/** Looks over UTF-8 bytes of one JSON value, valid or not. */
export function scanJson(bytes: Uint8Array): JsonScan {
  const shape = new Shape();
  let isExact = true;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === quote) i = endOfString(bytes, i);
    else if (isDigit(byte)) {
      const end = endOfNumber(bytes, i);
      isExact &&= end - i <= safeDigits && !hasExponent(bytes, i, end);
      i = end - 1;
    } else shape.see(byte);
  }
  return { depth: shape.deepest, keys: shape.keys, isExact };
}

class Shape {
  deepest = 0;
  keys = 0;
  private depth = 0;

  see(byte: number): void {
    if (isOpening(byte)) {
      this.depth += 1;
      if (this.depth > this.deepest) this.deepest = this.depth;
    } else if (isClosing(byte)) this.depth -= 1;
    else if (byte === 0x3a) this.keys += 1;
  }
}

/** Index of the closing quote of the string that opens at `start`, or the last index when it never closes. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    at = bytes.indexOf(quote, at + 1);
    if (at < 0) return bytes.length - 1;
    if (!isEscaped(bytes, at)) return at;
  }
}

function isEscaped(bytes: Uint8Array, at: number): boolean {
  let backslashes = 0;
  while (bytes[at - 1 - backslashes] === backslash) backslashes += 1;
  return backslashes % 2 === 1;
}

function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isNumberByte(bytes[at] ?? 0)) at += 1;
  return at;
}

function hasExponent(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if ((bytes[i] ?? 0) >= 0x45) return true;
  return false;
}

function isOpening(byte: number): boolean {
  return byte === 0x7b || byte === 0x5b;
}

function isClosing(byte: number): boolean {
  return byte === 0x7d || byte === 0x5d;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Digits, `.`, `+`, `-`, `e`, `E`. */
function isNumberByte(byte: number): boolean {
  return isDigit(byte) || byte === 0x2e || byte === 0x2b || byte === 0x2d || (byte | 0x20) === 0x65;
}
