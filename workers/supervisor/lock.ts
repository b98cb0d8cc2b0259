import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { identityOf, isSameProcess } from "./identity.ts";

const identitySchema = z.object({ pid: z.int().positive(), startTime: z.string() });

/** `<data>/studio.lock`: who runs the Studio of this data folder, and what the command line needs to join it. */
const lockSchema = z.object({
  holder: identitySchema,
  /** Null while it starts. */
  url: z.string().nullable(),
  databaseUrl: z.string().nullable(),
  hasWorker: z.boolean(),
  /** True when it serves commands only and ends after them; there is no page. */
  isBackground: z.boolean(),
  /** Process groups to end when their supervisor was killed. */
  children: z.array(identitySchema),
});
export type StudioLock = z.infer<typeof lockSchema>;

export function lockPath(dataDir: string): string {
  return join(dataDir, "studio.lock");
}

/** The lock as it stands, whether its holder lives or not; null when there is none or it is unreadable. */
export function readLock(dataDir: string): StudioLock | null {
  return readLockFile(lockPath(dataDir));
}

function readLockFile(path: string): StudioLock | null {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** The lock of a Studio that runs right now. */
export function readLiveLock(dataDir: string): StudioLock | null {
  const lock = readLock(dataDir);
  return lock && isSameProcess(lock.holder) ? lock : null;
}

export interface HeldLock {
  /** What the last holder left, when it was killed. */
  readonly leftover: StudioLock | null;
  update(facts: Partial<Omit<StudioLock, "holder">>): void;
  release(): void;
}

/** Takes the data folder's lock, or returns the live lock of who has it. */
export function takeLock(
  dataDir: string,
  isBackground = false,
): HeldLock | { readonly heldBy: StudioLock } {
  mkdirSync(dataDir, { recursive: true });
  const holder = identityOf(process.pid);
  if (!holder) throw new Error("this process cannot see itself in the process table");
  let lock: StudioLock = {
    holder,
    url: null,
    databaseUrl: null,
    hasWorker: false,
    isBackground,
    children: [],
  };
  const path = lockPath(dataDir);
  const leftover = readLock(dataDir);
  for (;;) {
    if (linkNew(path, lock)) break;
    const live = readLiveLock(dataDir);
    if (live) return { heldBy: live };
    setAside(path, dataDir);
  }
  return {
    leftover,
    update: (facts) => {
      lock = { ...lock, ...facts };
      write(`${path}.new`, lock);
      renameSync(`${path}.new`, path);
    },
    release: () => rmSync(path, { force: true }),
  };
}

/** Creates the lock only where there is none; the file appears with its content. */
function linkNew(path: string, lock: StudioLock): boolean {
  const fresh = `${path}.${process.pid}`;
  write(fresh, lock);
  try {
    linkSync(fresh, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Moves a dead holder's lock away; puts it back if another start was faster and it is a live one by now. */
function setAside(path: string, dataDir: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readLockFile(aside);
  if (moved && isSameProcess(moved.holder) && !readLock(dataDir)) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function write(path: string, lock: StudioLock): void {
  writeFileSync(path, JSON.stringify(lock, null, 2), { mode: 0o600 });
}
