/**
 * `npm run bench:first-start [-- --starts 3]`: clones this repository into an empty folder and runs `npm start` there, so
 * many times over; waits until the sample project is filled; counts. Prints one JSON line. A clone holds what is committed.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { z } from "zod";
import { childEnv } from "#lib/env.ts";
import { freePort } from "#lib/free-port.ts";
import { sharedFolder } from "../scripts/shared-folder.mjs";

const { values } = parseArgs({ options: { starts: { type: "string", default: "3" } } });
const starts = z.coerce.number().int().min(1).max(20).parse(values.starts);
const patienceMs = 30 * 60_000;
const lockSchema = z.object({ databaseUrl: z.string() });

interface Started {
  /** Seconds of each step as `npm start` said them. */
  readonly steps: Record<string, number>;
  readonly pageSeconds: number;
  readonly sampleSeconds: number;
  /** `case first-position`: pairs. */
  readonly pairs: Record<string, number>;
  readonly generatedTokens: number;
  readonly tokensPerSecond: number;
  /** A second `npm start` in the same folder, to the page. */
  readonly againSeconds: number;
}

/** Runs `npm start` until `work` is done with its page; ends it the way Ctrl-C does. */
async function withStudio<T>(
  clone: string,
  work: (lines: readonly string[], seconds: number) => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: clone,
    // A Studio of its own, whatever this process was told to use.
    env: childEnv({ PORT: String(await freePort(3400)), DATA_DIR: "", DATABASE_URL: "" }),
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const lines: string[] = [];
  child.stdout.on("data", (chunk) => lines.push(...String(chunk).split("\n")));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  try {
    await until(() => child.exitCode !== null || lines.some(isAddress));
    if (child.exitCode !== null) throw new Error(`npm start ended:\n${lines.join("\n")}`);
    return await work(lines, (performance.now() - began) / 1000);
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
    await ended;
  }
}

const isAddress = (line: string) => line.includes("DualDistill Studio: http");

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`nothing came for ${patienceMs / 60_000} minutes`);
    await sleep(500);
  }
}

function stepsOf(lines: readonly string[]): Record<string, number> {
  const steps = lines.flatMap((line) => {
    const [, label, seconds] =
      /^\s*([^…]+?)(?::| ready after| file ready after) ([\d.]+) s$/.exec(line) ?? [];
    return label && seconds ? [[label.trim().replace(/:$/, ""), Number(seconds)] as const] : [];
  });
  return Object.fromEntries(steps);
}

async function countSample(clone: string, lines: readonly string[]) {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(clone, ".data/studio.lock"), "utf8")));
  const client = new Client({ connectionString: lock.databaseUrl });
  await client.connect();
  try {
    const isDone = async () => {
      const { rows } = await client.query(
        "SELECT 1 FROM run WHERE status NOT IN ('queued', 'running')",
      );
      return rows.length > 0;
    };
    await until(isDone);
    const run = await client.query(
      "SELECT extract(epoch FROM ended_at - started_at)::float AS seconds FROM run ORDER BY id LIMIT 1",
    );
    const pairs = await client.query(`
      SELECT COALESCE(case_of::text, 'undecided') || ' ' || strategy.position AS cell, count(*)::int AS pairs
      FROM pair JOIN strategy ON strategy.id = pair.first_strategy_id GROUP BY 1 ORDER BY 1`);
    const tokens = await client.query(
      "SELECT sum(generated_tokens)::int AS tokens FROM trajectory",
    );
    return {
      steps: stepsOf(lines),
      sampleSeconds: Number(run.rows[0].seconds),
      pairs: Object.fromEntries(pairs.rows.map(({ cell, pairs: count }) => [cell, count])),
      generatedTokens: Number(tokens.rows[0].tokens),
    };
  } finally {
    await client.end();
  }
}

async function startOnce(): Promise<Started> {
  const clone = mkdtempSync(join(tmpdir(), "studio-first-start-"));
  try {
    const git = spawn("git", ["clone", "--quiet", join(import.meta.dirname, ".."), clone]);
    await new Promise((resolve) => git.once("close", resolve));
    const first = await withStudio(clone, async (lines, pageSeconds) => {
      const counted = await countSample(clone, lines);
      return { ...counted, pageSeconds };
    });
    const againSeconds = await withStudio(clone, async (_lines, seconds) => seconds);
    const tokensPerSecond = first.generatedTokens / first.sampleSeconds;
    return { ...first, againSeconds, tokensPerSecond };
  } finally {
    rmSync(sharedFolder(join(clone, ".data")), { recursive: true, force: true });
    rmSync(clone, { recursive: true, force: true });
  }
}

/** The smallest count of each case × direction over all starts; a cell that never came counts 0. */
function fewest(all: readonly Started[]): Record<string, number> {
  const cells = ["0,1", "1,1", "1,0", "0,0"].flatMap((value) => [`${value} 1`, `${value} 2`]);
  return Object.fromEntries(
    cells.map((cell) => [cell, Math.min(...all.map(({ pairs }) => pairs[cell] ?? 0))]),
  );
}

const all: Started[] = [];
for (let at = 0; at < starts; at += 1) {
  all.push(await startOnce());
  process.stderr.write(`start ${at + 1} of ${starts}: ${JSON.stringify(all.at(-1))}\n`);
}
process.stdout.write(
  `${JSON.stringify({ bench: "first-start", starts: all, fewest: fewest(all) })}\n`,
);
