import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { NotFound } from "../../errors.ts";

/** A file as readers want it: a stream of its bytes, and slices of it. */
export interface FileBytes {
  readonly name: string;
  readonly size: number;
  readonly stream: () => AsyncIterable<Uint8Array>;
  readonly slice: (start: number, end: number) => Promise<ArrayBuffer>;
}

/** Opens a file for reading; `name` is what messages call it. Throws `NotFound` when there is no such file. */
export async function openFileBytes(
  path: string,
  name: string = basename(path),
): Promise<FileBytes> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    throw new NotFound(
      `There is no file ${path}. Check the path; a relative one starts where you are.`,
      {
        fields: { path },
      },
    );
  }
  return {
    name,
    size: found.size,
    stream: () => createReadStream(path, { highWaterMark: 256 * 1024 }),
    slice: (start, end) => readSlice(path, start, end),
  };
}

async function readSlice(path: string, start: number, end: number): Promise<ArrayBuffer> {
  const file = await open(path, "r");
  try {
    const buffer = new ArrayBuffer(Math.max(0, end - start));
    await file.read(new Uint8Array(buffer), 0, buffer.byteLength, start);
    return buffer;
  } finally {
    await file.close();
  }
}
