import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** What a file is, byte for byte. */
export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
}

/** A file under a temporary name beside its final one: complete or not there at all. */
export interface PartFile {
  readonly path: string;
  readonly finalPath: string;
  write(chunk: Uint8Array): Promise<void>;
  /** Everything is on the disk; returns what was written. */
  seal(): Promise<FileFacts>;
  /** Lets go of the file without keeping it; harmless after `seal`. */
  abandon(): Promise<void>;
}

const live = new Set<string>();

/** The name under which a file or folder is made before it gets its own: hidden, and its maker can be told. */
export function partPath(finalPath: string): string {
  const name = `.${basename(finalPath)}.${process.pid}.${randomBytes(4).toString("hex")}.part`;
  const path = join(dirname(finalPath), name);
  live.add(path);
  return path;
}

export async function openPart(finalPath: string): Promise<PartFile> {
  await mkdir(dirname(finalPath), { recursive: true });
  const path = partPath(finalPath);
  const file = await open(path, "wx");
  const hash = createHash("sha256");
  let bytes = 0;
  let isOpen = true;
  return {
    path,
    finalPath,
    async write(chunk) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      await writeAll(file, chunk);
    },
    async seal() {
      await file.sync();
      await file.close();
      isOpen = false;
      return { bytes, sha256: hash.digest("hex") };
    },
    async abandon() {
      if (isOpen) await file.close().catch(() => undefined);
      isOpen = false;
    },
  };
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength; ) {
    const { bytesWritten } = await file.write(chunk, at);
    at += bytesWritten;
  }
}

/** Reads a file from the disk again: its bytes, hash and number of newlines. */
export async function reread(path: string): Promise<FileFacts & { readonly lines: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  let lines = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError("A file was read as text.");
    hash.update(chunk);
    bytes += chunk.byteLength;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  }
  return { bytes, sha256: hash.digest("hex"), lines };
}

/** A small file's text, or null when there is none. */
export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Gives a finished file or folder its final name; who polls that name sees all of it or nothing. */
export async function publish(path: string, finalPath: string): Promise<void> {
  await rename(path, finalPath);
  live.delete(path);
  const folder = await open(dirname(finalPath), "r");
  await folder.sync();
  await folder.close();
}

/** Removes what was not finished; it is no error when nothing is there. */
export async function discard(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  live.delete(path);
}

const partName = /^\..+\.(\d+)\.[0-9a-f]{8}\.part$/;
const dayMs = 24 * 60 * 60 * 1000;

/** Removes parts whose maker was killed. Returns how many. */
export async function clearLeftovers(folder: string): Promise<number> {
  let cleared = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(partName.exec(name)?.[1]);
    const path = join(folder, name);
    if (!Number.isInteger(pid) || live.has(path) || (await isInUse(path, pid))) continue;
    await discard(path);
    cleared += 1;
  }
  return cleared;
}

/** A process number may have been given away again: what nobody touched for a day has no maker any more. */
async function isInUse(path: string, pid: number): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) return false;
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < dayMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
