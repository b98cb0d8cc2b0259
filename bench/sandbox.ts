/**
 * `npm run bench:sandbox [-- --blocks 200]`: blocks a second and their latency, against a fresh interpreter for every
 * block; a session of ten blocks against replaying all earlier code each time; and the floor, a bare clone and wait.
 * Both sides take turns, so that what else the machine does falls on both. Prints one JSON line.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { z } from "zod";
import { createSandboxPool, type SandboxPool } from "#lib/adapters/sandbox/sandbox.ts";
import { childEnv, dataDir } from "#lib/env.ts";
import { ensurePythonEnv } from "../scripts/python-env.mjs";
import { round, summary } from "./support/percentiles.ts";

const { values } = parseArgs({ options: { blocks: { type: "string", default: "200" } } });
const blocks = z.coerce.number().int().min(10).max(100_000).parse(values.blocks);
const freshBlocks = Math.max(10, Math.round(blocks / 10));
const lanes = availableParallelism();
const turns = 5;

const programs = {
  print: "print(6 * 7)",
  sympy:
    "from sympy import symbols, solve\nx = symbols('x')\nprint(solve(x**3 - 6*x**2 + 11*x - 6, x))",
};
/** Ten blocks as a teacher writes them: import once, then a little work each on what is there. */
const chain = [
  "import sympy\nfrom sympy import *\nx = symbols('x')\nprint('ready')",
  ...Array.from({ length: 9 }, (_, n) => `print(solve(x**2 - ${n + 5}*x + 6, x))`),
];

const place = ensurePythonEnv({
  dataDir: dataDir(),
  log: (line) => process.stderr.write(`${line}\n`),
});
const python = join(place.python, "bin/python3");

interface Sample {
  readonly durations: readonly number[];
  readonly wallMs: number;
}

/** Runs `work` `count` times over `lanes` lanes and measures each and all. */
async function measure(count: number, work: () => Promise<void>): Promise<Sample> {
  const durations: number[] = [];
  const started = performance.now();
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const from = performance.now();
      await work();
      durations.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { durations, wallMs: performance.now() - started };
}

function merged(samples: readonly Sample[]): ReturnType<typeof summary> {
  const durations = samples.flatMap((sample) => sample.durations);
  return summary(durations, total(samples.map((sample) => sample.wallMs)));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

async function compare(pool: SandboxPool, code: string) {
  const ours: Sample[] = [];
  const fresh: Sample[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push(await measure(Math.ceil(blocks / turns), () => inSandbox(pool, code)));
    fresh.push(await measure(Math.ceil(freshBlocks / turns), () => inFreshInterpreter(code)));
  }
  return { ours: merged(ours), fresh: merged(fresh) };
}

async function inSandbox(pool: SandboxPool, code: string): Promise<void> {
  const session = await pool.openSession();
  const { status } = await session.run(code, { timeoutMs: 60_000 });
  await session.close();
  if (status !== "ok") throw new Error(`A block ended with ${status}.`);
}

/** What the paper's code does for a block: a new interpreter on a script. */
async function inFreshInterpreter(code: string): Promise<void> {
  const child = spawn(python, ["-c", code], { stdio: "ignore", env: childEnv({}) });
  const [exit] = await once(child, "exit");
  if (exit !== 0) throw new Error(`The interpreter ended with ${exit}.`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function chainInSession(pool: SandboxPool): Promise<void> {
  const session = await pool.openSession();
  for (const code of chain) await session.run(code, { timeoutMs: 60_000 });
  await session.close();
}

async function chainByReplay(): Promise<void> {
  for (let n = 1; n <= chain.length; n += 1) await inFreshInterpreter(chain.slice(0, n).join("\n"));
}

/** Latency of one block at a time, with nothing else running. */
async function alone(pool: SandboxPool, code: string): Promise<number[]> {
  const durations: number[] = [];
  for (let n = 0; n < 100; n += 1) durations.push(await timed(() => inSandbox(pool, code)));
  return durations;
}

/** Of an interpreter as it comes, or of one whose memory is laid out as the sandbox's is. */
async function cloneAndWait(heap: "plain" | "settled"): Promise<number[]> {
  const script = join(import.meta.dirname, "support/clone-and-wait.py");
  const env = childEnv({ PYTHONPATH: place.runner });
  const child = spawn(python, [script, "200", heap], { env });
  return z.array(z.number()).parse(JSON.parse(await text(child.stdout)));
}

const pool = createSandboxPool({ place });
try {
  const report = await pool.probe();
  if (report.state === "off") throw new Error(`${report.message} ${report.fix}`);
  await measure(4 * lanes, () => inSandbox(pool, programs.print));
  const floor = summary(await cloneAndWait("plain"), 1);
  const settledFloor = summary(await cloneAndWait("settled"), 1);
  const lone = summary(await alone(pool, programs.print), 1);
  const print = await compare(pool, programs.print);
  const sympy = await compare(pool, programs.sympy);
  const session: number[] = [];
  const replay: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    session.push(await timed(() => chainInSession(pool)));
    replay.push(await timed(chainByReplay));
  }
  const line = {
    bench: "sandbox",
    cores: lanes,
    tier: report.tier,
    blocks,
    ours: { print: print.ours, sympy: sympy.ours },
    freshInterpreter: { print: print.fresh, sympy: sympy.fresh },
    sympyTimesFaster: round(sympy.ours.perSecond / sympy.fresh.perSecond),
    printAlone: { p50Ms: lone.p50Ms, p95Ms: lone.p95Ms },
    cloneAndWait: { p50Ms: floor.p50Ms, p95Ms: floor.p95Ms },
    overheadTimesClone: round(lone.p50Ms / floor.p50Ms),
    settledCloneAndWait: { p50Ms: settledFloor.p50Ms, p95Ms: settledFloor.p95Ms },
    tenBlocks: {
      sessionMs: round(total(session) / turns),
      replayMs: round(total(replay) / turns),
      share: round(total(session) / total(replay)),
    },
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
} finally {
  await pool.stop();
}
