import { spawnSync } from "node:child_process";
import { describe } from "vitest";
import { isPythonEnvReady } from "../../../scripts/python-env.mjs";
import { dataDir } from "../../env.ts";
import { findTool } from "./launch.ts";

/** The Debian packages that this machine lacks for the sandbox; an ordinary user cannot install them for a test. */
function missingPackages(): string[] {
  const hasVenv = () =>
    spawnSync("/usr/bin/python3", ["-c", "import venv, ensurepip"]).status === 0;
  return [
    ...(findTool("bwrap") ? [] : ["bubblewrap"]),
    ...(isPythonEnvReady(dataDir()) || hasVenv() ? [] : ["python3-venv"]),
  ];
}

const missing = missingPackages();

/** Like `describe`, for what needs a working sandbox: skipped, with the reason in its name, where a package is missing. */
export function describeSandbox(name: string, body: () => void): void {
  const reason = missing.length > 0 ? ` (lacks ${missing.join(", ")})` : "";
  describe.skipIf(missing.length > 0)(name + reason, body);
}
