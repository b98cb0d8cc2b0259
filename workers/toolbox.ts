import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import {
  createSandboxPool,
  type ProbeReport,
  type SandboxPool,
} from "#lib/adapters/sandbox/sandbox.ts";
import { dataDir, sandboxMode } from "#lib/env.ts";
import { messageOf, Unavailable } from "#lib/errors.ts";
import { systemActor } from "#lib/member/actor.ts";
import { recordSystemState } from "#lib/system/mutations.ts";
import { ensurePythonEnv } from "../scripts/python-env.mjs";
import { prepared } from "./preparation.ts";

export interface Toolbox {
  /** The pool once its probe passed; throws `Unavailable` with the reason and the fix before that, and for good when it failed. */
  readonly pool: () => SandboxPool;
  readonly isReady: () => boolean;
  /** Resolves when it is known whether tools can run. */
  readonly settled: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Says to everybody how the sandbox is; the command line, with one of its own, has nothing to say. */
type Tell = (fact: SandboxFact) => Promise<void>;

/** Gets Python and the sandbox ready behind the page: tool units wait, everything else works meanwhile. Fails closed. */
export function openToolbox(log: Logger, tell: Tell = async () => undefined): Toolbox {
  let pool: SandboxPool | null = null;
  let off: string | null = null;
  let isReady = false;

  const open = async () => {
    const probing = tell({
      state: "probing",
      tier: "",
      message: "Python and the sandbox are getting ready.",
      fix: "",
    });
    const python = await prepared("python", (line) => log.info(line));
    if (!python.ok) return shut("Python is not ready.", python.message);
    pool = createSandboxPool({
      place: ensurePythonEnv({ dataDir: dataDir() }),
      mode: sandboxMode(),
    });
    const report = await pool.probe();
    if (report.state === "off") return shut(report.message, report.fix ?? "");
    isReady = true;
    await probing;
    await tell(factOf(report));
    log.info({ tier: report.tier, versions: report.versions }, report.message);
  };

  const shut = async (message: string, fix: string) => {
    off = `Tool runs are off. ${message} ${fix}`.trim();
    log.error(off);
    await tell({ state: "off", tier: "", message, fix });
  };

  const settled = open().catch((error: unknown) =>
    shut(
      `The sandbox could not be opened: ${messageOf(error)}`,
      "Look at logs/worker.log in the data folder.",
    ),
  );

  return {
    pool: () => {
      if (pool && isReady) return pool;
      throw new Unavailable(off ?? "The sandbox is still being probed.");
    },
    isReady: () => isReady,
    settled,
    stop: async () => {
      await pool?.stop();
    },
  };
}

type SandboxFact = Parameters<typeof recordSystemState<"sandbox">>[2];

function factOf(report: ProbeReport): SandboxFact {
  return { state: report.state, tier: report.tier, message: report.message, fix: report.fix ?? "" };
}

/** Shown on the System page; a database that is away just now must not decide whether tools run. */
export async function tellSystem(fact: SandboxFact): Promise<void> {
  for (let tries = 1; tries <= 30; tries += 1) {
    try {
      return await recordSystemState(systemActor, "sandbox", fact);
    } catch {
      await sleep(1_000);
    }
  }
}
