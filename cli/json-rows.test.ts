import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { PartlyDone, UsageError } from "./command.ts";
import { failOn, inputFile, mapInOrder, readRows } from "./json-rows.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "json-rows-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function rowsOf(text: string) {
  const path = join(folder, "rows.jsonl");
  writeFileSync(path, text);
  return collect(readRows(path, z.object({ gold: z.string() })));
}

it("numbers the lines, passes over empty ones and keeps numbers exact", async () => {
  expect(
    await rowsOf('\uFEFF{"gold":"a"}\r\n\r\n{"gold":142.0}\n{"gold":12345678901234567890}'),
  ).toEqual([
    { line: 1, ok: true, value: { gold: "a" } },
    { line: 3, ok: true, value: { gold: "142.0" } },
    { line: 4, ok: true, value: { gold: "12345678901234567890" } },
  ]);
});

it("says of a bad line where it is and what is wrong", async () => {
  expect(await rowsOf('{"gold":"a"}\nnothing\n{"answer":"a"}\n[1]')).toEqual([
    { line: 1, ok: true, value: { gold: "a" } },
    { line: 2, ok: false, error: expect.stringContaining("no JSON") },
    { line: 3, ok: false, error: expect.stringContaining('"gold"') },
    { line: 4, ok: false, error: expect.stringContaining("expected object") },
  ]);
});

it("keeps the order of what ends out of order, and works on no more than the limit", async () => {
  let running = 0;
  let most = 0;
  const work = async (n: number) => {
    running += 1;
    most = Math.max(most, running);
    await sleep(10 - n);
    running -= 1;
    return n;
  };
  const numbers = (async function* () {
    yield* [0, 1, 2, 3, 4, 5, 6, 7];
  })();
  expect(await collect(mapInOrder(numbers, 3, work))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it("ends with exit code 2 where no row was readable and 3 where some were left", () => {
  expect(() => failOn(0, 4, "failed")).not.toThrow();
  expect(() => failOn(1, 4, "failed")).toThrow(PartlyDone);
  expect(() => failOn(4, 4, "failed")).toThrow(UsageError);
  expect(() => failOn(0, 0, "failed")).toThrow("The file has no rows.");
});

it("names a file that is not there", () => {
  expect(() => inputFile(join(folder, "missing.jsonl"))).toThrow(UsageError);
  expect(() => inputFile(folder)).toThrow("is not a file");
});
