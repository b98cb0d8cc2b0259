import { expect, test } from "vitest";
import type { EntrySegment } from "#lib/method/splice/schema.ts";
import { assignTokens } from "#lib/method/tokens/assign.ts";
import { tinyTokenizer } from "#lib/method/tokens/testing.ts";
import { tokenLines, uncutLines } from "./token-lines.ts";

const segments: EntrySegment[] = [
  { kind: "prompt", role: "prompt", text: "2+2?\n", trained: false },
  { kind: "transition", role: "transition", text: "Wait, é", trained: true, join: true },
  { kind: "end", role: "end", text: "", trained: true },
];

test("every segment's tokens spell its text, whole characters only", () => {
  const lines = tokenLines(segments, [...assignTokens(segments, tinyTokenizer(["Wait", ", "]))]);
  expect(lines.map((line) => [...line.head, ...line.tail].join(""))).toEqual([
    "2+2?\n",
    "Wait, é",
    "",
  ]);
  expect(lines[1]?.head).toEqual(["Wait", ", ", "é"]);
  expect(lines.map((line) => line.trained)).toEqual([false, true, true]);
  expect(lines[1]?.join).toBe(true);
});

test("a long segment keeps its two ends and says how many tokens it leaves out", () => {
  const long = [{ kind: "think", role: "second", text: "x".repeat(1_000), trained: true } as const];
  const [line] = tokenLines(long, [...assignTokens(long, tinyTokenizer())]);
  expect(line?.count).toBe(1_000);
  expect(line?.omitted).toBe(600);
  expect(line?.head).toHaveLength(320);
  expect(line?.tail).toHaveLength(80);
});

test("without a tokenizer the text stays uncut and uncounted", () => {
  expect(uncutLines(segments)[0]).toMatchObject({ head: ["2+2?\n"], count: 0 });
});
