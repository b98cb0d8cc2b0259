// Starts, restarts and stops everything a Studio needs: database, web, worker, model server. One for each data folder.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { closeDb } from "#lib/adapters/db/client.ts";
import { dataDir } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";
import { createLog } from "#lib/log.ts";
import { readLiveLock, type StudioLock, takeLock } from "./supervisor/lock.ts";
import { createProgress } from "./supervisor/progress.ts";
import { Studio } from "./supervisor/studio.ts";

const { values: flags } = parseArgs({
  options: {
    dev: { type: "boolean", default: false },
    "no-sample": { type: "boolean", default: false },
  },
});
const progress = createProgress((text) => process.stdout.write(text));
const waitForUrlMs = 120_000;

async function sayWhereItRuns(holder: StudioLock): Promise<void> {
  const deadline = Date.now() + waitForUrlMs;
  for (let lock: StudioLock | null = holder; lock; lock = readLiveLock(dataDir())) {
    if (lock.url)
      return progress.say(`The Studio of ${dataDir()} is already running at ${lock.url}`);
    if (Date.now() > deadline) break;
    await sleep(250);
  }
  throw new Error(
    `Another start in ${dataDir()} (process ${holder.holder.pid}) does not come up. End it with \`kill ${holder.holder.pid}\` and start again.`,
  );
}

async function main(): Promise<void> {
  const lock = takeLock(dataDir());
  if ("heldBy" in lock) return await sayWhereItRuns(lock.heldBy);
  const studio = new Studio({
    lock,
    progress,
    log: createLog("supervisor"),
    isDevelopment: flags.dev,
    wantsSample: !flags["no-sample"],
  });
  let stoppingSince = 0;
  const stop = (exitCode: number) => {
    // A second Ctrl-C means: now. One Ctrl-C can arrive twice, from the terminal and passed on by npm.
    if (stoppingSince > 0) return Date.now() - stoppingSince > 1_000 && studio.killNow();
    stoppingSince = Date.now();
    studio.stop().then(
      () => process.exit(exitCode),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0));
  // Whoever started us is gone: nobody could stop us any more.
  process.on("disconnect", () => stop(0));
  try {
    await studio.start();
  } catch (error) {
    if (stoppingSince > 0) return;
    process.stderr.write(`\n${messageOf(error)}\n`);
    stop(1);
  }
}

main().catch(async (error: unknown) => {
  process.stderr.write(`\n${messageOf(error)}\n`);
  await closeDb();
  process.exit(1);
});
