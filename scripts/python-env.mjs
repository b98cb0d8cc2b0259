// The sandbox's Python: an environment of the distribution's own interpreter, and a copy of the runner, both where the
// unprivileged sandbox user can read them (`sharedFolder`). Runs on Node 20, before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sharedFolder } from "./shared-folder.mjs";

/** Never the `python3` of PATH: that may lie in a home folder, which the sandbox user cannot enter. */
const interpreter = "/usr/bin/python3";
const source = fileURLToPath(new URL("../workers/python/runner", import.meta.url));
const requirements = join(source, "requirements.txt");

/** Where the environment is, or would be: `bin/python3` in it. */
export function pythonEnvFolder(dataDir) {
  return join(sharedFolder(dataDir), "python");
}

/** Whether the environment is there and made from the present pins. */
export function isPythonEnvReady(dataDir) {
  return isReady(pythonEnvFolder(dataDir));
}

function isReady(python) {
  const stamp = join(python, "fingerprint");
  return (
    existsSync(stamp) && existsSync(interpreter) && readFileSync(stamp, "utf8") === fingerprint()
  );
}

/**
 * Makes the environment unless it is ready. `log` gets one line a step. Throws an error of one sentence with the fix.
 * Returns the environment's folder and the runner's.
 */
export function ensurePythonEnv({ dataDir, log = () => {} }) {
  if (!existsSync(interpreter)) {
    throw new Error(
      `${interpreter} is missing. Install it with: apt-get install -y python3 python3-venv`,
    );
  }
  const python = pythonEnvFolder(dataDir);
  if (!isReady(python)) makeEnv(python, sharedFolder(dataDir), log);
  return { python, runner: placeRunner(dataDir) };
}

function makeEnv(python, folder, log) {
  const started = Date.now();
  // pip itself is looked for in the interpreter, so this also notices a Debian without python3-venv.
  if (spawnSync(interpreter, ["-c", "import venv, ensurepip"]).status !== 0) {
    throw new Error(
      "Python's venv module is missing. Install it with: apt-get install -y python3-venv",
    );
  }
  const temporary = mkdtempSync(join(folder, "python-"));
  try {
    log(`Python: making an environment in ${python}`);
    run([interpreter, "-m", "venv", temporary]);
    log(`Python: installing ${pins().join(", ")}`);
    installPackages(temporary, log);
    writeFileSync(join(temporary, "fingerprint"), fingerprint());
    // A strict umask of root must not lock the sandbox user out.
    run(["chmod", "-R", "a+rX", temporary]);
    // Another process may have made it meanwhile, and may be using it.
    if (isReady(python)) return;
    rmSync(python, { recursive: true, force: true });
    renameSync(temporary, python);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  log(`Python: ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function installPackages(environment, log) {
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  try {
    run([join(environment, "bin/python3"), ...pip, "--requirement", requirements]);
  } catch (error) {
    // What pip said last is for the log; people need to know what to do.
    log(error.message);
    throw new Error(
      "Its packages could not be fetched. Check the network or pip's index setting, then run npm start again.",
    );
  }
}

/** Copies the runner read-only, named by its content, beside the environment; returns the folder that holds `runner/`. */
export function placeRunner(dataDir) {
  const folder = sharedFolder(dataDir);
  const name = `runner-${contentHash()}`;
  const target = join(folder, name);
  if (!existsSync(target)) {
    const temporary = mkdtempSync(join(folder, "runner-"));
    cpSync(source, join(temporary, "runner"), {
      recursive: true,
      filter: (path) => !path.endsWith("__pycache__"),
    });
    run(["chmod", "-R", "a+rX,a-w", join(temporary, "runner")]);
    chmodSync(temporary, 0o755);
    moveUnlessThere(temporary, target);
  }
  removeOldRunners(folder, name);
  return target;
}

// A Studio of an earlier version may still be running on its own copy, so young ones stay.
function removeOldRunners(folder, current) {
  const others = readdirSync(folder).filter(
    (name) => /^runner-[0-9a-f]{12}$/.test(name) && name !== current,
  );
  for (const path of others.map((name) => join(folder, name))) {
    if (Date.now() - statSync(path).mtimeMs > 7 * 86_400_000) removeReadOnly(path);
  }
}

// Two processes may place the same runner at once; either copy will do.
function moveUnlessThere(temporary, target) {
  try {
    renameSync(temporary, target);
  } catch (error) {
    removeReadOnly(temporary);
    if (!existsSync(target)) throw error;
  }
}

function removeReadOnly(folder) {
  run(["chmod", "-R", "u+w", folder]);
  rmSync(folder, { recursive: true, force: true });
}

function contentHash() {
  const hash = createHash("sha256");
  for (const entry of readdirSync(source, { recursive: true }).sort()) {
    if (!/\.(py|bpf|txt)$/.test(entry)) continue;
    hash
      .update(entry)
      .update("\0")
      .update(readFileSync(join(source, entry)));
  }
  return hash.digest("hex").slice(0, 12);
}

function fingerprint() {
  const version = spawnSync(interpreter, ["--version"], { encoding: "utf8" }).stdout ?? "";
  return createHash("sha256").update(version).update(readFileSync(requirements)).digest("hex");
}

function pins() {
  const lines = readFileSync(requirements, "utf8").split("\n");
  return lines
    .filter((line) => /^(math-verify|sympy|numpy)==/.test(line))
    .map((line) => line.replace("==", " "));
}

function run([command, ...args]) {
  const { status, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status === 0) return;
  const why = error?.message ?? (stderr.trim().split("\n").at(-1) || `exit status ${status}`);
  throw new Error(`${[command, ...args].slice(0, 4).join(" ")} failed: ${why}`);
}
