import { createSandboxPool, type SandboxPool } from "#lib/adapters/sandbox/sandbox.ts";
import { dataDir, sandboxMode } from "#lib/env.ts";
import { Unavailable } from "#lib/errors.ts";
import { ensurePythonEnv } from "../scripts/python-env.mjs";
import { say } from "./output.ts";

/** A sandbox for one command: it needs no database and no running Studio. Nothing starts before it is first asked for. */
export interface OwnSandbox {
  /** The probed pool; throws `Unavailable` with the reason and the fix. */
  pool(): Promise<SandboxPool>;
  stop(): Promise<void>;
}

export function ownSandbox(): OwnSandbox {
  let opening: Promise<SandboxPool> | null = null;
  let pool: SandboxPool | null = null;
  const open = async () => {
    pool = createSandboxPool({
      place: ensurePythonEnv({ dataDir: dataDir(), log: say }),
      mode: sandboxMode(),
    });
    const report = await pool.probe();
    if (report.state === "off") {
      throw new Unavailable(`Tool runs are off. ${report.message} ${report.fix ?? ""}`.trim());
    }
    if (report.tier === "none") say(report.message);
    return pool;
  };
  return {
    pool: () => {
      opening ??= open();
      return opening;
    },
    stop: async () => {
      await pool?.stop();
    },
  };
}
