import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makeSamples, toLines } from "./make-samples.ts";

const { train, heldOut } = makeSamples();
const file = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

test("the files are what the script makes", () => {
  expect(file("problems.jsonl")).toBe(toLines(train));
  expect(file("held-out.jsonl")).toBe(toLines(heldOut));
});

test("at least 80 to train on and 40 held out, half of each for either strategy, none twice", () => {
  expect(train.length).toBeGreaterThanOrEqual(80);
  expect(heldOut).toHaveLength(40);
  for (const problems of [train, heldOut]) {
    expect(problems.filter(({ favours }) => favours === 1)).toHaveLength(problems.length / 2);
  }
  expect(new Set([...train, ...heldOut].map(({ problem }) => problem)).size).toBe(
    train.length + heldOut.length,
  );
});

test.each(["tool", "text"])(
  "the %s prompts show nothing of the samples, and the same examples both times",
  (kind) => {
    const first = file(`prompts/${kind}-first.txt`);
    const second = file(`prompts/${kind}-second.txt`);
    for (const { problem } of [...train, ...heldOut])
      expect(first).not.toContain(`Problem: ${problem}`);
    const [examples, end] = first.split("Problem: {problem}");
    expect(end).toBe("\n");
    expect(second.startsWith(examples ?? "?")).toBe(true);
    expect(second).toContain("{first_answer}");
  },
);

test("every worked example is right", () => {
  const sums = [
    ...(file("prompts/tool-first.txt") + file("prompts/text-first.txt")).matchAll(
      /(\d+) (\*|x|%|\+|plus|times|divided by) (\d+)(?: =| is) (\d+)/g,
    ),
  ];
  expect(sums.length).toBeGreaterThanOrEqual(4);
  for (const [text, a, sign = "", b, result] of sums)
    expect([text, compute(Number(a), sign, Number(b))]).toEqual([text, Number(result)]);
  const runs = [
    ...file("prompts/tool-first.txt").matchAll(
      /print\((\d+) (\*|%|\+) (\d+)\)\n<\/code>\n<executor>\n(\d+)\n<\/executor>\n<answer>(\d+)<\/answer>/g,
    ),
  ];
  expect(runs).toHaveLength(4);
  for (const [, a, sign = "", b, output, answer] of runs) {
    expect([Number(output), Number(answer)]).toEqual(
      Array(2).fill(compute(Number(a), sign, Number(b))),
    );
  }
});

function compute(a: number, sign: string, b: number): number {
  if (sign === "*" || sign === "x" || sign === "times") return a * b;
  if (sign === "%") return a % b;
  return sign === "divided by" ? a / b : a + b;
}
