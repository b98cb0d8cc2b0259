import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "#lib/adapters/db/postmaster.ts";

const lookEveryMs = 250;
/** Between two commands of one script the database stays. */
const patienceMs = 1_500;

/** Holds one file for each command that uses the data folder now, named by its process. */
export function commandsFolder(dataDir: string): string {
  return join(dataDir, "commands");
}

/** Resolves when no command has used the data folder for a moment. */
export async function waitForCommands(dataDir: string): Promise<void> {
  let quietSince = Date.now();
  while (Date.now() - quietSince < patienceMs) {
    await sleep(lookEveryMs);
    if (hasLiveCommands(dataDir)) quietSince = Date.now();
  }
}

function hasLiveCommands(dataDir: string): boolean {
  const folder = commandsFolder(dataDir);
  mkdirSync(folder, { recursive: true });
  const pids = readdirSync(folder).map(Number);
  for (const pid of pids) if (!isAlive(pid)) rmSync(join(folder, String(pid)), { force: true });
  return pids.some(isAlive);
}
