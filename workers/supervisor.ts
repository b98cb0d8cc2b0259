// Starts, restarts and stops everything a Studio needs: database, web, worker, model server. One for each data folder.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { closeDb } from "#lib/adapters/db/client.ts";
import { dataDir } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";
import { createLog } from "#lib/log.ts";
import { waitForCommands } from "./supervisor/commands.ts";
import { type HeldLock, type StudioLock, takeLock } from "./supervisor/lock.ts";
import { createProgress } from "./supervisor/progress.ts";
import { Studio } from "./supervisor/studio.ts";

const { values: flags } = parseArgs({
  options: {
    dev: { type: "boolean", default: false },
    "no-sample": { type: "boolean", default: false },
    // For the command line: no page, ends when no command needs it.
    background: { type: "boolean", default: false },
    worker: { type: "boolean", default: false },
  },
});
const progress = createProgress((text) => process.stdout.write(text));
const waitForUrlMs = 120_000;

/** Null when a Studio already runs here, and that was said. Waits for commands that use the data folder. */
async function takeTurn(): Promise<HeldLock | null> {
  const deadline = Date.now() + waitForUrlMs;
  for (let hasSaid = false; ; hasSaid = true) {
    const lock = takeLock(dataDir(), flags.background);
    if (!("heldBy" in lock)) return lock;
    if (flags.background) return null;
    if (lock.heldBy.url) {
      progress.say(`The Studio of ${dataDir()} is already running at ${lock.heldBy.url}`);
      return null;
    }
    if (!hasSaid) progress.say(waitingFor(lock.heldBy));
    if (!lock.heldBy.isBackground && Date.now() > deadline)
      throw new Error(stuckStart(lock.heldBy));
    await sleep(250);
  }
}

function waitingFor({ isBackground }: StudioLock): string {
  return isBackground
    ? "A command uses this data folder; starting when it is done …"
    : "Another start in this data folder is under way …";
}

function stuckStart({ holder }: StudioLock): string {
  return `Another start in ${dataDir()} does not come up. End it with \`kill ${holder.pid}\` and start again.`;
}

async function main(): Promise<void> {
  const lock = await takeTurn();
  if (!lock) return;
  const studio = new Studio({
    lock,
    progress,
    log: createLog("supervisor"),
    isDevelopment: flags.dev,
    wantsSample: !flags["no-sample"],
    isBackground: flags.background,
    wantsWorker: flags.worker || !flags.background,
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
    if (!flags.background) return;
    await waitForCommands(dataDir());
    stop(0);
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
