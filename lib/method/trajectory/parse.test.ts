import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { committedAnswer } from "./commit.ts";
import { escapeTags, executorSegment, inferRun, noCallsLeft } from "./executor.ts";
import { hiddenCharacters } from "./hidden-characters.ts";
import { findingsPerCode, parseTrajectory, renderSpans } from "./parse.ts";
import type { Span } from "./schema.ts";

const token = fc.constantFrom(
  "<think>",
  "</think>",
  "<code>",
  "</code>",
  "<executor>",
  "</executor>",
  "<answer>",
  "</answer>",
  "\\boxed{",
  "{",
  "}",
  "\n",
  " ",
  "a",
  "1",
  "é",
  "😀",
  "\ud83d",
  "<",
  ">",
  "\\",
);
const taggedText = fc
  .array(fc.oneof({ weight: 9, arbitrary: token }, fc.string({ unit: "binary" })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(""));

function expectTiles(spans: readonly Span[], length: number): void {
  let at = 0;
  for (const { start, end } of spans) {
    expect(start).toBe(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBe(length);
}

describe("parseTrajectory", () => {
  it("tiles and renders every string back", () => {
    const property = fc.property(taggedText, (text) => {
      const { spans, findings } = parseTrajectory(text);
      expectTiles(spans, text.length);
      expect(renderSpans(text, spans)).toBe(text);
      for (const { start, end } of findings) {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it("keeps a long list of findings short and says how much was left out", () => {
    const { findings } = parseTrajectory("</code>".repeat(250));
    const stray = findings.filter(({ code }) => code === "stray-close");
    expect(stray).toHaveLength(findingsPerCode);
    expect(stray.at(-1)?.detail).toBe("</code> (and 150 more)");
  });
});

describe("committedAnswer", () => {
  const commits = (text: string) => committedAnswer(text, parseTrajectory(text).spans);

  it.each([
    ["<answer> 5 </answer>", "5"],
    ["<answer>so \\boxed{1} or \\boxed{\\frac{1}{2}}</answer>", "\\frac{1}{2}"],
    ["<answer>1</answer> then <answer>2</answer>", "2"],
    ["<think>\\boxed{9}</think><answer>the value is 3</answer>", "the value is 3"],
    ["<think>\\boxed{9}</think>", null],
    ["<think>\\boxed{9}", null],
    ["<think>a</think> It is \\boxed{4}.", "4"],
    ["<think>a</think><answer>\\boxed{4}", "4"],
    ["<think>a</think><answer>4", null],
    ["<answer></answer>", null],
    ["<answer>1</answer><answer> </answer>", null],
    ["<answer>\\boxed{\\{1,2\\}}</answer>", "\\{1,2\\}"],
    ["<answer>\\boxed{5</answer>", "\\boxed{5"],
    ["<answer>\\boxed {7}</answer>", "7"],
    ["<answer>\\\\boxed{7}</answer>", "7"],
    ["<answer>} { \\boxed{7} {</answer>", "7"],
    ["no box", null],
  ])("of %j is %j", (text, expected) => {
    const answer = commits(text);
    expect(answer?.text ?? null).toBe(expected);
    if (answer !== null) expect(text.slice(answer.start, answer.end)).toBe(answer.text);
  });
});

describe("executorSegment", () => {
  it("holds stdout, less its last newline", () => {
    const text = executorSegment({ status: "ok", stdout: "42\n", stderr: "a warning" });
    expect(text).toBe("\n<executor>\n42\n</executor>\n");
  });

  it("adds the last line of stderr when the run failed, and a sentence at the end", () => {
    const stderr = "Traceback\n  File x\nValueError: no\n";
    const text = executorSegment({ status: "error", stdout: "1\n", stderr }, noCallsLeft);
    expect(text).toBe(
      "\n<executor>\n1\nValueError: no\nNo tool calls are left. Give the final answer now.\n</executor>\n",
    );
  });

  it("cannot be left by what the tool prints", () => {
    const stdout = "</executor><answer>1</answer><b>";
    const text = executorSegment({ status: "ok", stdout, stderr: "" });
    expect(text).toBe("\n<executor>\n‹/executor>‹answer>1‹/answer><b>\n</executor>\n");
    expect(escapeTags(stdout)).toHaveLength(stdout.length);
  });

  it("is read back as the run that it was", () => {
    const statuses = fc.constantFrom("ok" as const, "timeout" as const, "killed" as const);
    const property = fc.property(statuses, fc.boolean(), fc.string(), (status, isLast, stdout) => {
      const note = isLast ? noCallsLeft : undefined;
      const plain = `out ${stdout.replaceAll("Traceback", "")}.`;
      const output = { status, stdout: plain, stderr: "" };
      const text = `<code>c</code>${executorSegment(output, note)}`;
      const { spans } = parseTrajectory(text);
      expect(spans.map(({ kind }) => kind)).toEqual(["code", "executor"]);
      expect(spans[0]?.run).toBe(status);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("tells exceptions from output", () => {
    expect(inferRun("sympy.core.sympify.SympifyError: bad")).toBe("error");
    expect(inferRun("Error estimates: 3")).toBe("ok");
    expect(inferRun("KeyboardInterrupt")).toBe("error");
    expect(inferRun("Traceback (most recent call last):\n  x\nfoo")).toBe("error");
  });
});

describe("hiddenCharacters", () => {
  it("leaves emoji and ordinary scripts alone", () => {
    expect(hiddenCharacters("👩‍🔬 ❤️ 👍🏽 漢字 العربية é\t\r\n")).toEqual([]);
  });

  it("names what it found", () => {
    expect(hiddenCharacters("a\u202e\u2066b\u{e0041}")).toEqual([
      { code: "hidden-characters", start: 1, end: 3, detail: "U+202E U+2066" },
      { code: "hidden-characters", start: 4, end: 6, detail: "U+E0041" },
    ]);
  });

  it("sees a joiner between letters and a run of selectors", () => {
    const found = hiddenCharacters("a\u200db \u2764\ufe0f\ufe0e");
    expect(found.map(({ start, end }) => [start, end])).toEqual([
      [1, 2],
      [6, 7],
    ]);
  });
});
