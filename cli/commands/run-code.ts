import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import type { SandboxPool, ToolResult, ToolSession } from "#lib/adapters/sandbox/sandbox.ts";
import { StudioError } from "#lib/errors.ts";
import { newCommand } from "../command.ts";
import { failOn, inputFile, mapInOrder, type Row, readRows, writeRows } from "../json-rows.ts";
import { ownSandbox } from "../own-sandbox.ts";

const blockSchema = z.object({ code: z.string() });
type Block = z.infer<typeof blockSchema>;
type Run = (code: string) => Promise<ToolResult>;

interface RunCodeOptions {
  readonly isolated?: boolean;
  readonly timeout: number;
}

const inFlight = 64;

export function runCodeCommand(): Command {
  return newCommand({
    name: "run-code",
    summary:
      'Runs Python in the sandbox. FILE: JSONL {"code"} or one .py file; prints JSONL in the same order with status (ok, error, timeout, killed), exit, stdout, stderr, ms, tier. All lines share one session; with --isolated each has a fresh one. Needs no database.',
    examples: ["run-code blocks.jsonl", "run-code hostile.jsonl --isolated", "run-code script.py"],
  })
    .argument("<file>", 'JSONL, one {"code"} a line, or a .py file')
    .option("--isolated", "a fresh session for every line")
    .option("--timeout <ms>", "wall clock of each block", milliseconds, 3_000)
    .action((file: string, options: RunCodeOptions) => runFile(inputFile(file), options));
}

async function runFile(path: string, { isolated = false, timeout }: RunCodeOptions): Promise<void> {
  const sandbox = ownSandbox();
  const count = { bad: 0 };
  try {
    const pool = await sandbox.pool();
    const rows = path.endsWith(".py") ? wholeFile(path) : readRows(path, blockSchema);
    const results = isolated
      ? mapInOrder(rows, inFlight, (row) =>
          runRow(row, count, (code) => runAlone(pool, code, timeout)),
        )
      : mapInOrder(rows, 1, inOneSession(await pool.openSession(), timeout, count));
    const all = await writeRows(results);
    failOn(count.bad, all, "could not be run");
  } finally {
    await sandbox.stop();
  }
}

function inOneSession(session: ToolSession, timeoutMs: number, count: { bad: number }) {
  return (row: Row<Block>) => runRow(row, count, (code) => session.run(code, { timeoutMs }));
}

async function runAlone(pool: SandboxPool, code: string, timeoutMs: number): Promise<ToolResult> {
  const session = await pool.openSession();
  try {
    return await session.run(code, { timeoutMs });
  } finally {
    await session.close();
  }
}

/** A row that cannot be run is one line of the output like any other; only a sandbox that is off ends the command. */
async function runRow(row: Row<Block>, count: { bad: number }, run: Run): Promise<object> {
  if (row.ok) {
    try {
      return await run(row.value.code);
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== "conflict") throw error;
      count.bad += 1;
      return { line: row.line, error: error.message };
    }
  }
  count.bad += 1;
  return { line: row.line, error: row.error };
}

async function* wholeFile(path: string): AsyncGenerator<Row<Block>> {
  yield { line: 1, ok: true, value: { code: readFileSync(path, "utf8") } };
}

function milliseconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 600_000) return value;
  throw new InvalidArgumentError("Give whole milliseconds from 1 to 600000.");
}
