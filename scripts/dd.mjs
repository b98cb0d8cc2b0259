// `npm run dd -- …`: the command line, after a quiet set-up. Standard output belongs to the command alone.
import { spawn } from "node:child_process";
import { requireDataFolder } from "./data-folder.mjs";
import { ensureDebianPackages } from "./debian-packages.mjs";
import { ensureClient, ensurePackages, node24, requireNode, root, setUpAlone } from "./set-up.mjs";

const say = (line) => process.stderr.write(`${line}\n`);
// npm says where its caller stood; without npm it is here. Paths in arguments are meant from there.
const caller = process.env.INIT_CWD || process.cwd();
process.chdir(root);

try {
  requireNode();
  requireDataFolder();
  await setUpAlone(say, async () => {
    await ensurePackages(say);
    await ensureClient(() => {});
  });
  if (process.getuid?.() === 0) await ensureDebianPackages("start", say);
} catch (error) {
  for (const line of error.lines ?? []) say(`  ${line}`);
  say(error.message);
  process.exit(1);
}

const child = spawn(node24, ["cli/main.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, INIT_CWD: caller },
});
// Ctrl-C reaches the command too, through the terminal; its end is ours.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
