// `npm test`: everything, from an empty clone to the browser. The last line is `N passed, N failed`.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runChecks } from "./checks.mjs";
import { ensureDebianPackages, installLine } from "./debian-packages.mjs";
import { startDebianPostgres } from "./debian-postgres.mjs";
import { CommandFailed, endRunning, runCommand } from "./run-command.mjs";
import { ensureClient, ensurePackages, node24, requireNode, root } from "./set-up.mjs";
import {
  closingLine,
  emptyCounts,
  playwrightCounts,
  sumCounts,
  vitestCounts,
} from "./test-results.mjs";

process.chdir(root);
const say = (line) => process.stdout.write(`  ${line}\n`);
/** Python, model and the browser's Studio: one folder, apart from the user's own. */
const dataDir = join(root, ".data/e2e");
const reports = join(root, ".data/test-reports");
const environment = {
  ...process.env,
  DATA_DIR: dataDir,
  STUDIO_BUILD_DIR: ".next-test",
  DATABASE_URL: "",
  NODE_ENV: "test",
  PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
};
const children = new Set();
let isLeaving = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    isLeaving = true;
    void endRunning();
    for (const child of children) child.kill(signal);
  });
}

/** Runs a test runner with its output shown; its report says what happened, not its exit code. */
async function show(args, env = {}) {
  const child = spawn(node24, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...environment, ...env },
  });
  children.add(child);
  await new Promise((done) => {
    child.once("error", done);
    child.once("close", done);
  });
  children.delete(child);
}

function heading(text) {
  process.stdout.write(`\n── ${text}\n`);
}

async function setUp() {
  heading("Set-up");
  requireNode();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  await Promise.all([
    ensureDebianPackages("test", say).then(() =>
      Promise.all([prepare("python"), prepare("model")]),
    ),
    ensurePackages(say).then(() => ensureClient(say)),
  ]);
}

/** What is missing is told by the tests that need it. */
async function prepare(what) {
  const command = [process.execPath, "scripts/prepare.mjs", what];
  await runCommand(`prepare ${what}`, command, { say, env: { DATA_DIR: dataDir } }).catch((error) =>
    say(error instanceof CommandFailed ? `${error.message}: ${error.lines.at(-1)}` : String(error)),
  );
}

async function check() {
  heading("Checks");
  const results = await runChecks(say);
  const failed = results.filter((result) => !result.isOk).length;
  return { ...emptyCounts(), passed: results.length - failed, failed };
}

async function vitest(name, args, env) {
  heading(name);
  const report = join(reports, `${name.replace(/\W+/g, "-")}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  await show(["node_modules/vitest/vitest.mjs", "run", ...args, ...reporters], env);
  return vitestCounts(report);
}

/** The oldest server we support, where Debian's is installed. */
async function databaseTestsOnDebian() {
  const server = await startDebianPostgres(say);
  if (!server) return emptyCounts();
  try {
    const only = ["--project", "integration", "lib/"];
    return await vitest(`Database tests on PostgreSQL ${server.version}`, only, {
      TEST_DATABASE_URL: server.url,
    });
  } finally {
    await server.stop();
  }
}

async function browserTests() {
  heading("Browser");
  const report = join(reports, "browser.json");
  const cli = "node_modules/@playwright/test/cli.js";
  const reason = await browserIsMissing(cli);
  const only = reason ? ["--list", "--reporter=json"] : ["--reporter=list,json"];
  await show([cli, "test", ...only], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  const counts = playwrightCounts(report);
  if (!reason) return counts;
  const names = [
    ...counts.skipped,
    ...Array.from({ length: counts.passed + counts.failed }, () => "browser test"),
  ];
  return { ...emptyCounts(), skipped: names.map((name) => `${name} (${reason})`) };
}

/** Debian's chromium, else Playwright's own; else why there is none. */
async function browserIsMissing(cli) {
  if (existsSync("/usr/bin/chromium")) return null;
  try {
    await runCommand("Playwright's browser", [node24, cli, "install", "chromium"], { say });
    return null;
  } catch {
    return `no browser; run: ${installLine("test")}`;
  }
}

async function main() {
  await setUp();
  const parts = [
    check,
    () => vitest("Unit and integration tests", []),
    databaseTestsOnDebian,
    browserTests,
  ];
  const results = [];
  for (const part of parts) {
    if (isLeaving) process.exit(130);
    results.push(await part());
  }
  const total = sumCounts(results);
  for (const name of total.skipped) say(`skipped: ${name}`);
  if (process.env.CI === "true" && total.skipped.length > 0) say("In CI nothing may be skipped.");
  process.stdout.write(`\n${closingLine(total)}\n`);
  const isGreen =
    total.failed === 0 &&
    total.passed > 0 &&
    !(process.env.CI === "true" && total.skipped.length > 0);
  process.exit(isGreen ? 0 : 1);
}

main().catch((error) => {
  for (const line of error.lines ?? []) say(`    ${line}`);
  process.stderr.write(`\n${error.message}\n`);
  process.stdout.write("\n0 passed, 1 failed\n");
  process.exit(1);
});
