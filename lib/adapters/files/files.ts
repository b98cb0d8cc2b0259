import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dataDir } from "../../env.ts";
import { Unavailable } from "../../errors.ts";

const reservedBytes = 256 * 1024 * 1024;

/** Folder of exports and other files that people download; made when missing. */
export function filesDir(): string {
  return madeFolder("files");
}

/** Folder of files people sent, until they are imported; made when missing. */
export function uploadsDir(): string {
  return madeFolder("uploads");
}

function madeFolder(name: string): string {
  const folder = join(dataDir(), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Space on the disk that holds `folder`. */
export async function diskSpace(folder: string = dataDir()): Promise<DiskSpace> {
  const stat = await statfs(folder);
  return { freeBytes: stat.bavail * stat.bsize, totalBytes: stat.blocks * stat.bsize };
}

/** Throws `Unavailable` when writing `bytes` more would leave the disk nearly full: the database needs room too. */
export async function requireDiskSpace(folder: string, bytes = 0): Promise<void> {
  const { freeBytes } = await diskSpace(folder);
  if (freeBytes - bytes >= reservedBytes) return;
  throw new Unavailable(
    `The disk that holds ${folder} is nearly full (${megabytes(freeBytes)} MB free, ${megabytes(bytes + reservedBytes)} MB needed). Free some space and try again.`,
    { fields: { freeBytes } },
  );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}

export interface AtomicWrite {
  /** Writes the whole content. */
  readonly write: (file: FileHandle, path: string) => Promise<void>;
  /** Looks at the finished file before anybody can see it; throwing keeps it from appearing. */
  readonly verify?: (path: string) => Promise<void>;
}

/**
 * All or nothing under the final name: a temporary file beside it, flushed to disk, verified, renamed. On any failure
 * nothing is left. `path` itself is replaced only by a whole file.
 */
export async function writeAtomically(path: string, { write, verify }: AtomicWrite): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await requireDiskSpace(folder);
  const unfinished = join(folder, `.${randomBytes(8).toString("hex")}.unfinished`);
  try {
    await fill(unfinished, write);
    await verify?.(unfinished);
    await rename(unfinished, path);
    await flushFolder(folder);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw isDiskFull(error) ? diskFull(folder, error) : error;
  }
}

async function fill(path: string, write: AtomicWrite["write"]): Promise<void> {
  const file = await open(path, "wx");
  try {
    await write(file, path);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name itself must survive a power cut. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ENOSPC" || error.code === "EDQUOT")
  );
}

function diskFull(folder: string, cause: unknown): Unavailable {
  return new Unavailable(
    `The disk that holds ${folder} is full; nothing was written. Free some space and try again.`,
    { cause },
  );
}
