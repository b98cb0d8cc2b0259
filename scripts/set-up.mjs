// What `npm start`, `npm test` and the command line need before anything of ours runs: npm packages, the database client,
// the built pages. Each step is skipped when its fingerprint says that nothing changed. Runs on Node 20, without packages.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { takeFileLock } from "./file-lock.mjs";
import { runCommand } from "./run-command.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url));
/** The Node 24 that npm installs; everything after `npm ci` runs on it. */
export const node24 = join(root, "node_modules/node/bin/node");

export function requireNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 20) return;
  throw new Error(
    `Node ${process.versions.node} is too old; install Node 20 or newer and start again.`,
  );
}

/**
 * Does the set-up while no other start or command of this clone does its own: two `npm ci` in one folder destroy each
 * other's work. Whoever waited finds it done.
 */
export async function setUpAlone(say, work) {
  const wait = () => say("Another start in this folder is under way; waiting for its set-up …");
  const release = await takeFileLock(join(root, ".data/set-up.lock"), wait);
  try {
    return await work();
  } finally {
    release();
  }
}

/** npm packages exactly as package-lock.json says. */
export async function ensurePackages(say) {
  const stamp = join(root, "node_modules/.dualdistill-lock");
  const wanted = hashOf([join(root, "package-lock.json")]);
  if (isStamped(stamp, wanted) && existsSync(node24)) return;
  if (existsSync(node24) && isInstalledAsLocked()) return writeFileSync(stamp, wanted);
  say("Installing the npm packages (once, about a minute) …");
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const install = [...npm, "ci", "--include=dev", "--no-audit", "--no-fund", "--no-progress"];
  await runCommand("npm packages", install, { say });
  writeFileSync(stamp, wanted);
}

/** Whether somebody's own `npm ci` or `npm install` already made what the lock file says. */
function isInstalledAsLocked() {
  const wanted = readPackages(join(root, "package-lock.json"));
  const found = readPackages(join(root, "node_modules/.package-lock.json"));
  return Object.entries(wanted).every(([path, { version, optional, peer, link }]) => {
    if (path === "" || link) return true;
    return found[path] ? found[path].version === version : Boolean(optional || peer);
  });
}

function readPackages(path) {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")).packages ?? {}) : {};
}

/** The typed database client, generated from prisma/schema.prisma. */
export async function ensureClient(say) {
  const stamp = join(root, "lib/generated/.fingerprint");
  const wanted = hashOf(
    ["prisma/schema.prisma", "package-lock.json"].map((path) => join(root, path)),
  );
  if (isStamped(stamp, wanted) && existsSync(join(root, "lib/generated/prisma"))) return;
  const generate = [node24, join(root, "node_modules/prisma/build/index.js"), "generate"];
  // The engine it would download is not used by the generator.
  await runCommand("Database client", generate, {
    say,
    env: { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true" },
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const builtFrom = [
  "app",
  "components",
  "i18n",
  "instrumentation-client.ts",
  "lib",
  "messages",
  "public",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** The pages, built into `STUDIO_BUILD_DIR` (default `.next`). */
export async function ensureBuild(say) {
  const folder = join(root, process.env.STUDIO_BUILD_DIR || ".next");
  const stamp = join(folder, "dualdistill-fingerprint");
  const wanted = hashOf(builtFrom.flatMap((path) => filesBelow(join(root, path))));
  if (isStamped(stamp, wanted)) return;
  const build = [node24, join(root, "node_modules/next/dist/bin/next"), "build"];
  await runCommand("Building the pages", build, {
    say,
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  writeFileSync(stamp, wanted);
}

function filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths)
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update("\0");
  return hash.digest("hex");
}

function isStamped(path, wanted) {
  return existsSync(path) && readFileSync(path, "utf8") === wanted;
}
