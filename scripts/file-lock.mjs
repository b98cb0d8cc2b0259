// A lock that one process holds at a time and that a killed one does not keep. Runs on Node 20, before anything is installed.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Whoever takes a lock writes its number a moment later; an empty file is only old when nobody will. */
const youngMs = 2_000;

/** Null when it was given back meanwhile. */
function numberIn(path) {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function isHeld(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  const holder = stat ? numberIn(path) : null;
  if (!stat || holder === null) return false;
  return holder > 0 ? isAlive(holder) : Date.now() - stat.mtimeMs < youngMs;
}

function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
}

/** Waits for the lock and takes it; `onWait` is called once when somebody else has it. Returns what gives it back. */
export async function takeFileLock(path, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  let hasSaid = false;
  while (!tryLock(path)) {
    if (!isHeld(path)) rmSync(path, { force: true });
    else if (!hasSaid) onWait();
    hasSaid = true;
    await sleep(100);
  }
  return () => releaseFileLock(path);
}

/** Gives the lock back if this process has it. */
export function releaseFileLock(path) {
  if (existsSync(path) && readFileSync(path, "utf8") === String(process.pid))
    rmSync(path, { force: true });
}
