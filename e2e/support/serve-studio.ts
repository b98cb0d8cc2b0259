// What Playwright starts: the product through the script behind `npm start`, in an empty data folder, on a free port.
import { spawn } from "node:child_process";
import { linkSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { childEnv } from "#lib/env.ts";
import { freePort } from "#lib/free-port.ts";
import { readLiveLock } from "#workers/supervisor/lock.ts";
import { sharedFolder } from "../../scripts/shared-folder.mjs";
import { root, studioBuildDir, studioDataDir } from "./studio-place.ts";

/** What takes long to make and holds nobody's work. */
const isKept = (name: string) => /^(models|python|postgres-binaries|runner-.*)$/.test(name);

function emptyDataFolder(): void {
  for (const folder of new Set([studioDataDir, sharedFolder(studioDataDir)])) {
    for (const name of readdirSync(folder)) {
      if (!isKept(name)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** The model file of somebody's own Studio saves a download. */
function borrowModels(): void {
  const own = join(root, ".data", "models");
  const target = join(studioDataDir, "models");
  mkdirSync(target, { recursive: true });
  for (const name of listed(own).filter((name) => !listed(target).includes(name))) {
    if (name.endsWith(".gguf")) linkSync(join(own, name), join(target, name));
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function start(): Promise<void> {
  emptyDataFolder();
  borrowModels();
  const studio = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: childEnv({
      DATA_DIR: studioDataDir,
      // What is tested is what people run: the embedded database.
      DATABASE_URL: "",
      STUDIO_BUILD_DIR: studioBuildDir,
      PORT: String(await freePort(3210)),
    }),
    stdio: ["ignore", "inherit", "inherit"],
  });
  studio.once("exit", (code) => process.exit(code ?? 1));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => studio.kill(signal));
}

const running = readLiveLock(studioDataDir);
if (running?.url) {
  process.stdout.write(`DualDistill Studio: ${running.url} (was running, is left alone)\n`);
  // Playwright expects a process that stays.
  setInterval(() => undefined, 60_000);
} else {
  await start();
}
