import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formats } from "../formats/formats.ts";
import { compose } from "../splice/compose.ts";
import { renderEntry } from "../splice/render.ts";
import type { Case, Placement } from "../splice/schema.ts";
import { executorSegment, noCallsLeft } from "../trajectory/executor.ts";
import { parseTrajectory } from "../trajectory/parse.ts";
import { maskOf } from "./trained.ts";

const word = fc.constantFrom(
  "so",
  "漢字",
  "x = 1",
  "😀",
  "print(2)",
  "\\boxed{3}",
  "</code>",
  "é ",
);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
const status = fc.constantFrom(
  "ok" as const,
  "error" as const,
  "timeout" as const,
  "killed" as const,
);
const ran = fc.tuple(words, status, fc.boolean()).map(([body, run, isLast]) => {
  const code = `<code>${body.replaceAll("</code>", "")}</code>`;
  const stderr = run === "error" ? "Traceback\nmy.own.StrangeError: it is" : "a warning";
  return (
    code + executorSegment({ status: run, stdout: body, stderr }, isLast ? noCallsLeft : undefined)
  );
});
const block = fc.oneof(
  words.map((text) => `<think>\n${text}\n</think>`),
  ran,
  words.map((text) => `<code>${text.replaceAll("</code>", "")}</code>`),
  fc.constantFrom("\n", " and ", "\n\n"),
);
const part = fc
  .tuple(
    fc.array(block, { maxLength: 6 }),
    fc.constantFrom("", "<answer>3</answer>", "\n<answer>4</answer>\n"),
  )
  .map(([blocks, answer]) => {
    const text = blocks.join("") + answer;
    return { text, spans: parseTrajectory(text).spans };
  });
const entry = fc
  .record({
    case: fc.constantFrom<Exclude<Case, "0,0">[]>("0,1", "1,1", "1,0"),
    first: part,
    second: part,
    transition: fc.record({
      text: words,
      placement: fc.constantFrom<Placement[]>("opens-think", "inside-think", "own-think"),
    }),
  })
  .map((input) => {
    const { pieces } = compose(input);
    const texts = { first: input.first.text, second: input.second.text };
    const segments = renderEntry({ prompt: "Problem: π\n", pieces, case: input.case, texts });
    return { case: input.case, segments };
  });

function walked(rows: readonly object[]): string[] {
  const script = fileURLToPath(new URL("segments_walk.py", import.meta.url));
  const input = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const ran = spawnSync("/usr/bin/python3", [script], { input, encoding: "utf8" });
  expect(ran.stderr).toBe("");
  return ran.stdout.split("\n").slice(0, -1);
}

describe("a separate walk over the segments rows", () => {
  it("finds the same mask for 200 random entries", () => {
    const entries = fc.sample(entry, { numRuns: 200, seed: 20260 });
    const rows = entries.map(({ case: of, segments }, index) => {
      const input = { id: `${index}`, problem: "π", case: of, segments };
      const context = { tokenizer: null, knownCorrections: [] };
      return { ...formats.segments.toRow(input, context).row, case: of };
    });
    const ours = entries.map(({ segments }) => {
      const { text, ranges } = maskOf(segments);
      return ranges
        .map(({ start, end, trained }) => {
          return (trained ? "1" : "0").repeat([...text.slice(start, end)].length);
        })
        .join("");
    });
    expect(walked(rows)).toEqual(ours);
    const all = ours.join("");
    expect(all.includes("0") && all.includes("1")).toBe(true);
  });

  it("would see a mask that is wrong", () => {
    const segments = [{ kind: "executor", role: "second", text: "<executor>1</executor>" }];
    expect(walked([{ case: "1,1", segments }])).toEqual(["0".repeat(22)]);
  });
});
