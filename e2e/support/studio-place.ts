import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readLiveLock } from "#workers/supervisor/lock.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The Studio under test has a data folder and a build folder of its own. */
export const studioDataDir = join(root, ".data", "e2e");
export const studioBuildDir = ".next-test";

export interface RunningStudio {
  readonly url: string;
  readonly databaseUrl: string;
}

/** Where the Studio under test answers; its lock file says so. */
export function runningStudio(): RunningStudio {
  const lock = readLiveLock(studioDataDir);
  if (!(lock?.url && lock.databaseUrl)) throw new Error(`no Studio runs in ${studioDataDir}`);
  return { url: lock.url, databaseUrl: lock.databaseUrl };
}
