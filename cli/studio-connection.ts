import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { closeDb } from "#lib/adapters/db/client.ts";
import { closeQueue } from "#lib/adapters/queue/queue.ts";
import { dataDir, pointAtDatabase } from "#lib/env.ts";
import { Unavailable } from "#lib/errors.ts";
import { commandsFolder } from "#workers/supervisor/commands.ts";
import { readLiveLock, type StudioLock } from "#workers/supervisor/lock.ts";
import { say } from "./output.ts";

const startTimeoutMs = 180_000;

interface StudioNeeds {
  /** The command waits for work that a worker does. */
  readonly needsWorker?: boolean;
}

/**
 * Runs `work` with a database behind `db()`: the running Studio's, or one that is started for this command and stopped
 * when no command uses it any more.
 */
export async function withStudio<T>(work: () => Promise<T>, needs: StudioNeeds = {}): Promise<T> {
  const sign = join(commandsFolder(dataDir()), String(process.pid));
  mkdirSync(commandsFolder(dataDir()), { recursive: true });
  writeFileSync(sign, "");
  try {
    pointAtDatabase(await connect(needs.needsWorker ?? false));
    return await work();
  } finally {
    await closeQueue();
    await closeDb();
    rmSync(sign, { force: true });
  }
}

/** The database's address, as soon as somebody serves it with what we need. */
async function connect(needsWorker: boolean): Promise<string> {
  const deadline = Date.now() + startTimeoutMs;
  let background: { failure?: string } | null = null;
  while (Date.now() < deadline) {
    const lock = readLiveLock(dataDir());
    if (lock?.databaseUrl && (lock.hasWorker || !needsWorker)) return lock.databaseUrl;
    if (background?.failure) throw new Unavailable(background.failure);
    // Another command's database without a worker: it goes first, then we start our own.
    if (lock?.databaseUrl) background = null;
    if (!lock) background ??= startBackground(needsWorker);
    await sleep(100);
  }
  throw new Unavailable(
    "The database did not start in time; the reason is in logs/ of the data folder.",
  );
}

function startBackground(needsWorker: boolean): { failure?: string } {
  say(needsWorker ? "Starting the database and a worker …" : "Starting the database …");
  const flags = ["--background", ...(needsWorker ? ["--worker"] : [])];
  const child = spawn(process.execPath, ["workers/supervisor.ts", ...flags], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const outcome: { failure?: string } = {};
  let reason = "";
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (line.trim()) reason = line.trim();
  });
  child.once("error", (error) => {
    outcome.failure = error.message;
  });
  child.once("close", (code) => {
    if (code !== 0) outcome.failure = reason || `the database's supervisor ended with code ${code}`;
  });
  child.unref();
  return outcome;
}

/** The Studio or command that runs now, without starting anything. */
export function runningStudio(): StudioLock | null {
  return readLiveLock(dataDir());
}
