// `node scripts/prepare.mjs python|model`: makes one of the two big things that the page does not wait for. Several
// processes may ask at once; one works, the others wait and then find it done. Runs on Node 20, before npm ci.
import { constants, copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { requireDataFolder } from "./data-folder.mjs";
import { releaseFileLock, takeFileLock } from "./file-lock.mjs";

const parts = {
  python: async (options) => (await import("./python-env.mjs")).ensurePythonEnv(options),
  model: async (options) => {
    const { ensureModelFile, modelFilePath } = await import("./model-file.mjs");
    borrow(modelFilePath(resolve(".data")), modelFilePath(options.dataDir));
    return await ensureModelFile(options);
  },
};

/** A second data folder, as the tests have, need not download again what the clone's own has. */
function borrow(from, to) {
  if (!existsSync(from) || existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, `${to}.borrowed`, constants.COPYFILE_FICLONE);
  renameSync(`${to}.borrowed`, to);
}

const what = process.argv[2];
if (!Object.hasOwn(parts, what)) {
  process.stderr.write("usage: node scripts/prepare.mjs python|model\n");
  process.exit(2);
}

const dataDir = resolve(process.env.DATA_DIR || ".data");
const lock = join(dataDir, `prepare-${what}.lock`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    releaseFileLock(lock);
    process.exit(130);
  });
}

try {
  requireDataFolder();
  await takeFileLock(lock);
  const say = (line) => process.stdout.write(`${line}\n`);
  await parts[what]({ dataDir, say, log: say });
} catch (error) {
  // The last line is the reason; whoever asked shows it.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  releaseFileLock(lock);
}
