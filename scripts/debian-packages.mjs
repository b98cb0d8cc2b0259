// Every Debian package the Studio uses, in one place. Root gets what is missing; others get the one line to run.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runCommand } from "./run-command.mjs";

/** `isThere` looks for what the package brings, not for the package: other ways to have it are as good. */
const packages = [
  { name: "bubblewrap", why: "runs the models' programs", isThere: () => hasCommand("bwrap") },
  {
    name: "python3-venv",
    why: "the Python environment of tools and grader",
    isThere: hasPythonVenv,
  },
  {
    name: "chromium",
    why: "the browser tests",
    isThere: () => hasCommand("chromium"),
    onlyFor: "test",
  },
];

function hasCommand(name) {
  const folders = `${process.env.PATH}:/usr/sbin:/sbin`.split(":");
  return folders.some((folder) => existsSync(`${folder}/${name}`));
}

function hasPythonVenv() {
  try {
    const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
    execFileSync(python, ["-c", "import ensurepip, venv"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export function missingPackages(purpose) {
  return packages.filter((one) => (!one.onlyFor || one.onlyFor === purpose) && !one.isThere());
}

/** The one line that brings everything that is missing; "" when nothing is. */
export function installLine(purpose) {
  const names = missingPackages(purpose).map((one) => one.name);
  return names.length > 0 ? `sudo apt-get install -y ${names.join(" ")}` : "";
}

/** Installs what is missing when we are root on Debian; otherwise says the line. Never fails: the rest works without. */
export async function ensureDebianPackages(purpose, say) {
  const missing = missingPackages(purpose);
  if (missing.length === 0) return;
  const canInstall = process.getuid?.() === 0 && hasCommand("apt-get");
  if (!canInstall) {
    const why = missing.map((one) => `${one.name} (${one.why})`).join(", ");
    say(`Missing: ${why}. Run: ${installLine(purpose)}`);
    return;
  }
  const names = missing.map((one) => one.name);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await runCommand("apt-get update", ["apt-get", "update", "-q"], { say, env });
    const install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", ...names];
    await runCommand(`apt-get install ${names.join(" ")}`, install, { say, env });
  } catch (error) {
    say(`${error.message}: ${error.lines?.at(-1) ?? ""}. Run it yourself: ${installLine(purpose)}`);
  }
}
