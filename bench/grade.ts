/**
 * `npm run bench:grade [-- --golds FILE --sample 300]`: every reference answer of the file (default: the sample project's)
 * against other ways to write it and wrong neighbours. Tier 1 on all pairs; Math-Verify called directly and tier 2 (Math-
 * Verify in the sandbox) on a seeded sample of them. Prints one JSON line.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { z } from "zod";
import { verifyMath } from "#lib/adapters/math-verify/math-verify.ts";
import { createSandboxPool } from "#lib/adapters/sandbox/sandbox.ts";
import { callerDir, childEnv, dataDir } from "#lib/env.ts";
import { gradeTier1 } from "#lib/method/grading/grade.ts";
import { ensurePythonEnv } from "../scripts/python-env.mjs";
import { round, summary } from "./support/percentiles.ts";
import { rewrite } from "./support/rewrite.ts";

const { values } = parseArgs({
  options: { golds: { type: "string" }, sample: { type: "string", default: "300" } },
});
const sampleSize = z.coerce.number().int().min(1).parse(values.sample);
const place = ensurePythonEnv({
  dataDir: dataDir(),
  log: (line) => process.stderr.write(`${line}\n`),
});

interface Pair {
  readonly gold: string;
  readonly answer: string;
  readonly isRight: boolean;
}

/** What one way of grading said about pairs: right answers found, wrong ones found, mistakes, and what it left open. */
interface Score {
  right: number;
  wrong: number;
  falselyRight: number;
  falselyWrong: number;
  open: number;
}

function goldFiles(): string[] {
  if (values.golds !== undefined) return [resolve(callerDir(), values.golds)];
  const folder = join(import.meta.dirname, "../samples");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => join(folder, name));
}

const rowSchema = z.object({ answer: z.union([z.string(), z.number().transform(String)]) });

function readGolds(): string[] {
  const golds = goldFiles()
    .flatMap((path) => readFileSync(path, "utf8").split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => rowSchema.safeParse(JSON.parse(line)))
    .flatMap((row) => (row.success ? [row.data.answer.trim()] : []));
  if (golds.length === 0)
    throw new Error("No reference answers: give a JSONL file of problems with --golds FILE.");
  return golds;
}

function toPairs(gold: string): Pair[] {
  const { right, wrong } = rewrite(gold);
  return [
    ...right.map((answer) => ({ gold, answer, isRight: true })),
    ...wrong.map((answer) => ({ gold, answer, isRight: false })),
  ];
}

function score(
  pairs: readonly Pair[],
  saysRight: (pair: Pair, at: number) => boolean | null,
): Score {
  const total: Score = { right: 0, wrong: 0, falselyRight: 0, falselyWrong: 0, open: 0 };
  pairs.forEach((pair, at) => {
    const said = saysRight(pair, at);
    if (said === null) total.open += 1;
    else if (said === pair.isRight) total[said ? "right" : "wrong"] += 1;
    else total[said ? "falselyRight" : "falselyWrong"] += 1;
  });
  return total;
}

const opinion = (outcome: string | undefined) =>
  outcome === "correct" ? true : outcome === "incorrect" ? false : null;

/** The same pairs on every run: ordered by hash, not by a die. */
function sampleOf(pairs: readonly Pair[]): Pair[] {
  const key = (pair: Pair) =>
    createHash("sha256").update(`${pair.gold}\n${pair.answer}`).digest("hex");
  return [...pairs]
    .map((pair) => ({ pair, key: key(pair) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, sampleSize)
    .map(({ pair }) => pair);
}

const directSchema = z.object({ equal: z.boolean().nullable(), ms: z.number() });

async function gradeDirectly(pairs: readonly Pair[]): Promise<z.infer<typeof directSchema>[]> {
  const script = join(import.meta.dirname, "support/math-verify-direct.py");
  const child = spawn(join(place.python, "bin/python3"), [script], {
    env: childEnv({}),
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(""));
  const lines = (await text(child.stdout)).trim().split("\n");
  return lines.map((line) => directSchema.parse(JSON.parse(line)));
}

async function gradeInSandbox(
  pairs: readonly Pair[],
): Promise<{ outcomes: string[]; durations: number[]; wallMs: number }> {
  const pool = createSandboxPool({ place });
  try {
    const report = await pool.probe();
    if (report.state === "off") throw new Error(`${report.message} ${report.fix}`);
    const started = performance.now();
    const results = await Promise.all(pairs.map((pair) => verifyMath(pool, pair)));
    const wallMs = performance.now() - started;
    return {
      outcomes: results.map(({ outcome }) => outcome),
      durations: results.map(({ ms }) => ms),
      wallMs,
    };
  } finally {
    await pool.stop();
  }
}

const golds = readGolds();
const pairs = golds.flatMap(toPairs);
const decided = new Set(golds);
for (const pair of pairs.slice(0, 2_000)) gradeTier1(pair.gold, pair.answer);
const started = performance.now();
const tier1 = pairs.map(({ gold, answer }) => gradeTier1(gold, answer));
const tier1MsPerPair = (performance.now() - started) / pairs.length;
pairs.forEach((pair, at) => {
  if (opinion(tier1[at]?.outcome) === null) decided.delete(pair.gold);
});
const sample = sampleOf(pairs);
const direct = await gradeDirectly(sample);
const directMs = direct.map(({ ms }) => ms);
const directMsPerPair = directMs.reduce((sum, ms) => sum + ms, 0) / sample.length;
const tier2 = await gradeInSandbox(sample);
const isDecided = golds.filter((gold) => decided.has(gold)).length;
const line = {
  bench: "grade",
  golds: golds.length,
  pairs: pairs.length,
  tier1: {
    goldsDecided: round(isDecided / golds.length),
    pairsDecided: round(
      tier1.filter((one) => opinion(one?.outcome) !== null).length / pairs.length,
    ),
    ...score(pairs, (_, at) => opinion(tier1[at]?.outcome)),
    msPerPair: round(tier1MsPerPair),
  },
  sample: sample.length,
  mathVerifyDirect: {
    ...score(sample, (_, at) => direct[at]?.equal ?? null),
    msPerPair: round(directMsPerPair),
    ...summary(
      directMs,
      directMs.reduce((sum, ms) => sum + ms, 0),
    ),
  },
  tier2: {
    ...score(sample, (_, at) => opinion(tier2.outcomes[at])),
    ...summary(tier2.durations, tier2.wallMs),
  },
  tier1ShareOfMathVerifyTime: round(tier1MsPerPair / directMsPerPair),
};
process.stdout.write(`${JSON.stringify(line)}\n`);
