/** A file's bytes, from disk or from a test. `path`'s ending tells CSV from JSON Lines. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  readonly stream: () => AsyncIterable<Uint8Array>;
  /** Bytes `start` to `end`, end-exclusive. */
  readonly slice: (start: number, end: number) => Promise<ArrayBuffer>;
}

/** Longest row, in bytes. */
export const maxRowBytes = 16 * 1024 * 1024;
/** Deepest nesting of a row; the row's own object is depth 1. */
export const maxDepth = 64;

/** A number whose exact text JavaScript's `number` would lose: big integers, many digits, exponents. */
export class ExactNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type FileValue =
  | null
  | boolean
  | number
  | string
  | ExactNumber
  | readonly FileValue[]
  | FileObject;
export interface FileObject {
  readonly [key: string]: FileValue;
}

/** Where a row stands: lines from 1; `offset` in bytes from the file's start (null where the format has none). */
export interface RowPlace {
  readonly line: number;
  readonly offset: number | null;
}

export interface FileRow extends RowPlace {
  readonly ok: true;
  readonly value: FileObject;
}

/** A row that cannot be taken, and why; `field` is empty when the row as a whole is meant. */
export interface BadRow extends RowPlace {
  readonly ok: false;
  readonly field: string;
  readonly reason: string;
}

export type RowResult = FileRow | BadRow;

/** What went wrong inside a row, before its place is known. */
export interface RowFault {
  readonly field: string;
  readonly reason: string;
}
