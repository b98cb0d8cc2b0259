import { once } from "node:events";
import { createReadStream, existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { parse } from "lossless-json";
import type { z } from "zod";
import { callerDir } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";
import { PartlyDone, UsageError } from "./command.ts";

const maxLineLength = 16 * 1024 * 1024;

/** A row of a JSONL file that has the wanted shape, or why it has not; `line` counts from 1. */
export type Row<T> =
  | { readonly line: number; readonly ok: true; readonly value: T }
  | { readonly line: number; readonly ok: false; readonly error: string };

const standardInput = "-";

/** The file a command was given, as the caller's shell means it; `-` is standard input. Throws `UsageError` when there is none. */
export function inputFile(name: string): string {
  if (name === standardInput) return name;
  const path = resolve(callerDir(), name);
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new UsageError(`${path} is not a file. Give the path of a JSONL file.`);
  }
  return path;
}

/** Rows of a JSONL file, one at a time; empty lines are passed over. Numbers arrive as their exact text. */
export async function* readRows<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<Row<T>> {
  const lines = createInterface({
    input: path === standardInput ? process.stdin : createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const bare = line === 1 ? text.replace(/^\uFEFF/, "") : text;
    if (bare.trim() !== "") yield readRow(line, bare, schema);
  }
}

function readRow<T>(line: number, text: string, schema: z.ZodType<T>): Row<T> {
  if (text.length > maxLineLength) {
    return { line, ok: false, error: `the line is longer than ${maxLineLength} characters` };
  }
  let value: unknown;
  try {
    value = parse(text, null, { parseNumber: String });
  } catch (error) {
    return { line, ok: false, error: `no JSON: ${messageOf(error)}` };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { line, ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  return {
    line,
    ok: false,
    error: `${field ? `"${field}": ` : ""}${issue?.message ?? "wrong shape"}`,
  };
}

/** Works on up to `limit` items at once and yields the results in the items' order. */
export async function* mapInOrder<T, R>(
  items: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Its turn comes later; until then a failure must not count as unhandled.
    result.catch(() => undefined);
    running.push(result);
    if (running.length >= limit) yield await (running.shift() ?? result);
  }
  for (const result of running) yield await result;
}

/** Writes one JSON line a result; waits while whoever reads us is slower. */
export async function writeRows(rows: AsyncIterable<unknown>): Promise<number> {
  let written = 0;
  for await (const row of rows) {
    if (!process.stdout.write(`${JSON.stringify(row)}\n`)) await once(process.stdout, "drain");
    written += 1;
  }
  return written;
}

/** Ends a command whose rows were not all done: exit code 2 when none was readable, 3 when some were left. */
export function failOn(bad: number, all: number, what: string): void {
  if (all === 0) throw new UsageError("The file has no rows.");
  if (bad === 0) return;
  const message = `${bad} of ${all} rows ${what}; each such line of the output says why.`;
  if (bad === all) throw new UsageError(message);
  throw new PartlyDone(message);
}
