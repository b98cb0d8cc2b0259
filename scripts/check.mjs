// `npm run check`: the one gate before a commit.
import { runChecks } from "./checks.mjs";
import { CommandFailed, runCommand } from "./run-command.mjs";
import { ensureClient, ensurePackages, node24, requireNode, root } from "./set-up.mjs";

const say = (line) => process.stdout.write(`  ${line}\n`);
process.chdir(root);
requireNode();
await ensurePackages(say);
await ensureClient(say);
const results = await runChecks(say);
try {
  const vitest = [node24, "node_modules/vitest/vitest.mjs", "run", "--project", "unit"];
  await runCommand("unit tests", vitest, { say, keptLines: 400 });
  results.push({ name: "unit tests", isOk: true });
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  for (const line of error.lines) say(`    ${line}`);
  results.push({ name: "unit tests", isOk: false });
}
const failed = results.filter((result) => !result.isOk).map((result) => result.name);
say(failed.length > 0 ? `Failed: ${failed.join(", ")}` : "Everything holds.");
process.exitCode = failed.length > 0 ? 1 : 0;
