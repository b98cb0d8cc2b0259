// `npm start` and `npm run dev`: makes everything that is missing, then hands over to the supervisor on Node 24.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { requireDataFolder } from "./data-folder.mjs";
import { ensureDebianPackages } from "./debian-packages.mjs";
import { endRunning, runCommand } from "./run-command.mjs";
import {
  ensureBuild,
  ensureClient,
  ensurePackages,
  node24,
  requireNode,
  root,
  setUpAlone,
} from "./set-up.mjs";

const flags = process.argv.slice(2);
const isDevelopment = flags.includes("--dev");
const say = (line) => process.stdout.write(`  ${line}\n`);
let supervisor = null;
let isLeaving = false;

process.chdir(root);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => leave(signal));

function leave(signal) {
  if (supervisor) supervisor.kill(signal);
  if (isLeaving) return;
  isLeaving = true;
  if (!supervisor) say("Stopping …");
  void endRunning().then(() => supervisor || process.exit(130));
}

/** A Studio that runs from this data folder must not have its pages rebuilt under it. */
async function runningUrl() {
  const path = join(resolve(process.env.DATA_DIR || ".data"), "studio.lock");
  try {
    const { url, holder } = JSON.parse(readFileSync(path, "utf8"));
    process.kill(holder.pid, 0);
    await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) });
    return url;
  } catch {
    return null;
  }
}

/** What the page does not wait for begins as early as it can, beside npm and the build. The supervisor waits for the rest of it. */
async function prepareInBackground() {
  await ensureDebianPackages("start", say);
  // A failure is told by the part of the Studio that needs it, with what to do.
  await Promise.allSettled(
    ["model", "python"].map((what) =>
      runCommand(what, [process.execPath, "scripts/prepare.mjs", what], {
        onLine: (line) => isLeaving || say(line),
      }),
    ),
  );
}

function runSupervisor() {
  supervisor = spawn(node24, ["workers/supervisor.ts", ...flags], {
    // A group of its own: Ctrl-C reaches us, and we pass it on once.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Promise((done) => {
    supervisor.once("error", () => done(1));
    supervisor.once("exit", (code) => done(code ?? 1));
  });
}

async function main() {
  requireNode();
  requireDataFolder();
  const url = await runningUrl();
  if (url) {
    say(`The Studio is already running at ${url}`);
    return 0;
  }
  const background = prepareInBackground();
  await setUpAlone(say, async () => {
    await ensurePackages(say);
    await ensureClient(say);
    if (!isDevelopment) await ensureBuild(say);
  });
  if (isLeaving) return 130;
  const code = await runSupervisor();
  await endRunning();
  await background;
  return code;
}

main().then(
  (code) => process.exit(code),
  async (error) => {
    // Ended by us: the step that was under way has nothing to tell.
    if (isLeaving) return;
    for (const line of error.lines ?? []) process.stderr.write(`    ${line}\n`);
    process.stderr.write(`\n${error.message}\n`);
    await endRunning();
    process.exit(1);
  },
);
