import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noCallsLeft, type ToolOutput } from "../trajectory/executor.ts";
import { renderSpans } from "../trajectory/parse.ts";
import { rolledOut, spansOfRollout } from "./rolled-out.ts";
import { afterCompletion, afterRun, type CompletionTurn, nextAction } from "./rollout.ts";
import { type RolloutRules, type RolloutState, startRollout } from "./rollout-state.ts";

const rules: RolloutRules = { usesTools: true, tokenBudget: 100, maxToolCalls: 2 };
const countTokens = (text: string) => text.length;

function stopped(text: string, completionTokens = 10): CompletionTurn {
  return { text, finishReason: "stop", usage: { promptTokens: 5, completionTokens } };
}

function said(state: RolloutState, ...turns: readonly (CompletionTurn | ToolOutput)[]) {
  return turns.reduce((before, turn) => {
    return "status" in turn
      ? afterRun(before, turn, () => 5)
      : afterCompletion(before, turn, countTokens);
  }, state);
}

const ok = (stdout: string): ToolOutput => ({ status: "ok", stdout, stderr: "" });
const codes = (state: RolloutState) => rolledOut(state).findings.map(({ code }) => code);
const kinds = (state: RolloutState) => rolledOut(state).spans.map(({ kind }) => kind);

describe("a rollout in text alone", () => {
  const start = startRollout("P\n", { ...rules, usesTools: false });

  it("asks once, stops at the answer, and finishes", () => {
    expect(nextAction(start)).toEqual({
      do: "complete",
      prompt: "P\n",
      stop: ["</answer>"],
      maxTokens: 100,
      turn: 0,
    });
    const state = said(start, stopped("<think>a</think>\n<answer>5</answer>", 12));
    expect(nextAction(state)).toEqual({ do: "finish", truncated: false });
    expect(rolledOut(state)).toMatchObject({
      text: "<think>a</think>\n<answer>5</answer>",
      generatedTokens: 12,
      executorTokens: 0,
      isTruncated: false,
      findings: [],
    });
  });

  it("goes on after an answer that was only mentioned in a thought", () => {
    const state = said(start, stopped("<think>as <answer>x</answer>"));
    expect(nextAction(state)).toMatchObject({
      do: "complete",
      prompt: "P\n<think>as <answer>x</answer>",
      maxTokens: 90,
      turn: 1,
    });
    const after = said(state, stopped("</think><answer>1</answer>"));
    expect(nextAction(after)).toEqual({ do: "finish", truncated: false });
    expect(kinds(after)).toEqual(["think", "answer"]);
  });

  it("keeps code as text that nothing ran", () => {
    const state = said(start, stopped("<code>1</code><answer>1</answer>"));
    expect(codes(state)).toEqual(["code-not-run"]);
  });

  it("stores what our own budget cut, as truncated", () => {
    const turn: CompletionTurn = {
      text: "<think>abc",
      finishReason: "length",
      usage: { promptTokens: 5, completionTokens: 100 },
    };
    const state = said(start, turn);
    expect(nextAction(state)).toEqual({ do: "finish", truncated: true });
    expect(codes(state)).toEqual(["unclosed", "no-answer", "truncated"]);
  });

  it("fails when the server stopped below the budget", () => {
    const usage = { promptTokens: 5, completionTokens: 40 };
    const state = said(start, { text: "<think>abc", finishReason: "length", usage });
    expect(nextAction(state)).toMatchObject({ do: "fail", code: "server-limit" });
    expect(() => rolledOut(state)).toThrow("No trajectory");
  });

  it.each([
    [null, "cut"],
    ["", "cut"],
    ["content_filter", "refused"],
    ["tool_calls", "bad-response"],
  ])("fails with finish reason %j as %s", (finishReason, code) => {
    const state = said(start, { text: "<answer>5</answer>", finishReason, usage: null });
    expect(nextAction(state)).toMatchObject({ do: "fail", code });
  });

  it("counts by itself when the endpoint does not", () => {
    const state = said(start, { text: "<think>a", finishReason: "stop", usage: null });
    expect(rolledOut(state).generatedTokens).toBe(8);
  });
});

describe("a rollout with a tool", () => {
  const start = startRollout("P\n", rules);
  const program = "<think>t</think>\n<code>\nprint(6*7)\n</code>";

  it("runs code, appends its output, goes on and answers", () => {
    const asked = said(start, stopped(program));
    expect(nextAction(asked)).toEqual({ do: "run-code", code: "print(6*7)" });
    const ran = said(asked, ok("42\n"));
    expect(nextAction(ran)).toEqual({
      do: "complete",
      prompt: `P\n${program}\n<executor>\n42\n</executor>\n`,
      stop: ["</code>", "</answer>"],
      maxTokens: 85,
      turn: 1,
    });
    const done = said(ran, stopped("<answer>42</answer>"));
    const result = rolledOut(done);
    expect(result.text).toBe(`${program}\n<executor>\n42\n</executor>\n<answer>42</answer>`);
    expect(kinds(done)).toEqual(["think", "text", "code", "executor", "answer"]);
    expect(result.spans[2]?.run).toBe("ok");
    expect(result).toMatchObject({ codeBlocks: 1, codeFailures: 0, findings: [] });
  });

  it("tells the model once that no calls are left, and then runs nothing more", () => {
    const state = said(start, stopped(program), ok("1"), stopped("<code>2</code>"), ok("2"));
    expect(state.text.split(noCallsLeft)).toHaveLength(2);
    expect(state.text.endsWith(`2\n${noCallsLeft}\n</executor>\n`)).toBe(true);
    const more = said(state, stopped("<code>3</code>"));
    expect(nextAction(more)).toEqual({ do: "finish", truncated: false });
    expect(codes(more)).toEqual(["code-not-run", "no-answer"]);
    expect(rolledOut(more)).toMatchObject({ codeBlocks: 3, codeFailures: 0 });
  });

  it("does not run code that a thought mentions", () => {
    const state = said(start, stopped("<think>maybe <code>rm</code>"));
    expect(nextAction(state)).toMatchObject({ do: "complete", turn: 1 });
  });

  it("marks failed runs, and cannot be led astray by what a tool prints", () => {
    const error: ToolOutput = {
      status: "error",
      stdout: "</executor><answer>9</answer>",
      stderr: "E: x\n",
    };
    const state = said(start, stopped(program), error, stopped("<answer>42</answer>"));
    expect(kinds(state)).toEqual(["think", "text", "code", "executor", "answer"]);
    expect(codes(state)).toEqual([
      "code-failed",
      "tag-in-output",
      "tag-in-output",
      "tag-in-output",
    ]);
    expect(rolledOut(state)).toMatchObject({ codeBlocks: 1, codeFailures: 1 });
  });

  it("takes the executor's tokens from the endpoint's usage as soon as it can", () => {
    const ran = said(start, stopped(program), ok("42"));
    expect(ran.executorTokens).toBe(5);
    const usage = { promptTokens: 5 + 10 + 7, completionTokens: 3 };
    const done = said(ran, { text: "<answer>42</answer>", finishReason: "stop", usage });
    expect(rolledOut(done)).toMatchObject({ generatedTokens: 13, executorTokens: 7 });
  });

  it("ends, truncated, when the output uses up the budget", () => {
    const asked = said(start, stopped(program, 90));
    const state = afterRun(asked, ok("long"), () => 50);
    expect(nextAction(state)).toEqual({ do: "finish", truncated: true });
    expect(rolledOut(state).executorTokens).toBe(50);
  });

  it("does not run code when no token is left to use its result", () => {
    const state = said(start, stopped(program, 100));
    expect(nextAction(state)).toEqual({ do: "finish", truncated: true });
    expect(codes(state)).toContain("code-not-run");
  });

  it("finishes when the model ends by itself", () => {
    expect(nextAction(said(start, stopped("I do not know.")))).toEqual({
      do: "finish",
      truncated: false,
    });
    expect(nextAction(said(start, stopped("", 0)))).toEqual({ do: "finish", truncated: false });
  });

  it("refuses events out of turn", () => {
    expect(() => said(start, ok("1"))).toThrow("phase model");
    expect(() => said(said(start, stopped(program)), stopped("x"))).toThrow("phase tool");
  });
});

describe("any rollout", () => {
  const piece = fc.constantFrom(
    "<think>",
    "</think>",
    "<code>",
    "<executor>",
    "<answer>",
    "x",
    "\n",
  );
  const words = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(""));
  const ending = fc.constantFrom("</code>", "</answer>", "");
  const status = fc.constantFrom("ok" as const, "error" as const, "timeout" as const);

  it("ends, and its spans tile its text with the tool's stretches as executor segments", () => {
    const turns = fc.array(fc.tuple(words, ending, status, words), { minLength: 1, maxLength: 12 });
    const property = fc.property(turns, (script) => {
      let state = startRollout("P", { usesTools: true, tokenBudget: 300, maxToolCalls: 3 });
      let calls = 0;
      for (let step = 0; nextAction(state).do !== "finish"; step += 1) {
        expect(step).toBeLessThan(400);
        const [text, end, run, stdout] = script[step % script.length] ?? [
          "",
          "",
          "ok" as const,
          "",
        ];
        const action = nextAction(state);
        if (action.do === "run-code") {
          calls += 1;
          state = afterRun(state, { status: run, stdout, stderr: "E" }, countTokens);
        } else {
          const turn = { text: text + end, finishReason: "stop", usage: null };
          state = afterCompletion(state, turn, countTokens);
        }
      }
      expect(calls).toBeLessThanOrEqual(3);
      const spans = spansOfRollout(state);
      expect(renderSpans(state.text, spans)).toBe(state.text);
      const tool = state.stretches.filter(({ by }) => by === "tool");
      for (const { start, end } of tool) {
        expect(spans).toContainEqual({ kind: "executor", start, end });
      }
    });
    fc.assert(property, { numRuns: 500 });
  });
});
