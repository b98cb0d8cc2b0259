// The gate without the tests: format and lint, types, layers, dead code, literal text. Each is one named check.
import { join } from "node:path";
import { CommandFailed, runCommand } from "./run-command.mjs";
import { node24, root } from "./set-up.mjs";

/** Fewer than this means that the cruiser read nothing, and a rule that saw no module holds trivially. */
const fewestModules = 300;
const rooms = ["app", "components", "lib", "workers", "cli", "scripts", "e2e"];
const bin = (path) => [node24, join(root, "node_modules", path)];

const checks = [
  {
    name: "format and lint",
    command: [
      join(root, "node_modules/.bin/biome"),
      "ci",
      "--colors=off",
      "--max-diagnostics=40",
      ".",
    ],
  },
  {
    name: "types",
    command: [...bin("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.check.json"],
  },
  {
    name: "layers",
    command: [
      ...bin("dependency-cruiser/bin/dependency-cruiser.mjs"),
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "err",
      ...rooms,
    ],
    judge: sawEnoughModules,
  },
  { name: "dead code", command: [...bin("knip/bin/knip.js"), "--no-progress"] },
  { name: "literal text in JSX", command: [node24, "scripts/literal-text.ts"] },
];

function sawEnoughModules(lines) {
  const seen = Number(/\((\d+) modules/.exec(lines.join("\n"))?.[1] ?? 0);
  return seen >= fewestModules
    ? null
    : `only ${seen} modules were seen, at least ${fewestModules} expected`;
}

/** Runs every check; says each result and what is wrong. Returns `{name, isOk}` for each. */
export async function runChecks(say) {
  const results = [];
  for (const { name, command, judge } of checks) {
    let problem = null;
    let lines = [];
    try {
      lines = await runCommand(name, command, { say, keptLines: 200 });
      problem = judge?.(lines) ?? null;
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      problem = error.message;
      lines = error.lines;
    }
    if (problem) {
      for (const line of lines) say(`    ${line}`);
      say(`✗ ${name}: ${problem}`);
    }
    results.push({ name, isOk: problem === null });
  }
  return results;
}
