import { afterAll, expect, it } from "vitest";
import { createSandboxPool } from "#lib/adapters/sandbox/sandbox.ts";
import { describeSandbox } from "#lib/adapters/sandbox/testing.ts";
import { dataDir } from "#lib/env.ts";
import { Unavailable } from "#lib/errors.ts";
import { graderVersion } from "#lib/method/grading/grade.ts";
import { parseTrajectory } from "#lib/method/trajectory/parse.ts";
import { ensurePythonEnv } from "../../scripts/python-env.mjs";
import { cacheKey, gradeAnswer, gradeTrajectory, type Remembered } from "./grade-trajectory.ts";

const attemptOf = (text: string) => ({ text, spans: parseTrajectory(text).spans });
const off = () => {
  throw new Unavailable("Tool runs are off.");
};

it("decides without a sandbox what tier 1 can decide, and throws where it is needed", async () => {
  const right = attemptOf("<think>so</think>\n<answer>It is \\boxed{\\frac{1}{2}}</answer>");
  expect(await gradeTrajectory("0.5", right, { pool: off })).toMatchObject({
    outcome: "correct",
    extracted: "\\frac{1}{2}",
    tier: 1,
    version: graderVersion,
  });
  const none = attemptOf("<think>\\boxed{0.5}</think>");
  expect(await gradeTrajectory("0.5", none, { pool: off })).toMatchObject({
    outcome: "incorrect",
    extracted: null,
    tier: 0,
  });
  const root = attemptOf("<answer>\\sqrt{8}</answer>");
  await expect(gradeTrajectory("2\\sqrt{2}", root, { pool: off })).rejects.toThrow(Unavailable);
});

it("gives every pair of texts a key of its own", () => {
  expect(cacheKey("1", "23")).not.toBe(cacheKey("12", "3"));
  expect(cacheKey("1", "23")).toBe(cacheKey("1", "23"));
});

describeSandbox("tier 2", () => {
  let opened: ReturnType<typeof createSandboxPool> | null = null;
  const pool = () => {
    opened ??= createSandboxPool({ place: ensurePythonEnv({ dataDir: dataDir() }), size: 1 });
    return opened;
  };
  afterAll(() => opened?.stop());

  it.each([
    ["3\\pi", "3*pi", "correct"],
    ["3\\pi", "2*pi", "incorrect"],
    ["\\frac{\\pi^2}{6}", "pi**2/6", "correct"],
    ["\\frac{\\pi^2}{6}", "\\pi**2/6", "correct"],
    ["\\frac{1+\\sqrt5}{2}", "1/2 + sqrt(5)/2", "correct"],
    ["\\frac{1+\\sqrt5}{2}", "1/2 - sqrt(5)/2", "incorrect"],
    ["x^2+1", "x**2 + 1", "correct"],
    ["\\ln 2", "log(2)", "correct"],
    ["2i", "2*I", "correct"],
    ["2i", "2 i", "correct"],
    ["2i", "-2i", "incorrect"],
    ["3+4i", "4i + 3", "correct"],
    [
      "\\begin{pmatrix}1&0\\\\2&1\\end{pmatrix}",
      "\\begin{bmatrix} 1 & 0 \\\\ 2 & 1 \\end{bmatrix}",
      "correct",
    ],
    ["\\begin{pmatrix}1\\\\2\\end{pmatrix}", "\\begin{pmatrix}1\\\\3\\end{pmatrix}", "incorrect"],
    ["2\\sqrt{3}", "\\sqrt{12}", "correct"],
  ])("%j and %j: %s", async (gold, answer, outcome) => {
    expect((await gradeAnswer({ gold, answer }, { pool })).outcome).toBe(outcome);
  });

  it("asks Math-Verify once and remembers what is certain", async () => {
    const memory = new Map<string, Remembered>();
    const cache = {
      get: async (key: string) => memory.get(key) ?? null,
      set: async (key: string, decision: Remembered) => {
        memory.set(key, decision);
      },
    };
    const attempt = attemptOf("<answer>\\sqrt{8}</answer>");
    const first = await gradeTrajectory("2\\sqrt{2}", attempt, { pool, cache });
    expect(first).toMatchObject({ outcome: "correct", extracted: "\\sqrt{8}", tier: 2 });
    expect(memory.get(cacheKey("2\\sqrt{2}", "\\sqrt{8}"))?.outcome).toBe("correct");
    const again = await gradeTrajectory("2\\sqrt{2}", attempt, { pool: off, cache });
    expect(again).toMatchObject({ outcome: "correct", reason: first.reason, ms: 0 });
    const endless = attemptOf("<answer>9^{9^{9^{9}}} + x</answer>");
    await gradeTrajectory("7", endless, { pool, cache });
    expect(memory.size).toBe(1);
  });
});
