import { expect, it } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { jsonLines, withFile } from "#lib/import/testing/fixture-file.ts";
import { localActor } from "#lib/member/actor.ts";
import { graderVersion, gradeTier1 } from "#lib/method/grading/grade.ts";
import { committedAnswer } from "#lib/method/trajectory/commit.ts";
import { addProblem } from "#lib/problem/mutations.ts";
import { createProject } from "#lib/project/mutations.ts";
import { getProject } from "#lib/project/queries.ts";
import { importTrajectories } from "./mutations.ts";
import type { GradeImported } from "./review.ts";
import type { TrajectoryImportOptions } from "./schema.ts";

useTestDatabase();

/** Tier 1 alone: these answers need no Math-Verify. */
const grade: GradeImported = async (gold, attempt) => {
  const extracted = committedAnswer(attempt.text, attempt.spans)?.text ?? null;
  const decision = extracted === null ? null : gradeTier1(gold, extracted);
  const outcome = decision?.outcome ?? (extracted === null ? "incorrect" : "undecided");
  return {
    outcome,
    extracted,
    reason: decision?.reason ?? "none",
    tier: 1,
    version: graderVersion,
  };
};

let made = 0;
async function newProject() {
  made += 1;
  const { id } = await createProject(localActor, { name: `import ${made}`, embedded: false });
  return getProject(localActor, id);
}

function importRows(
  projectId: number,
  rows: readonly unknown[],
  options: Partial<TrajectoryImportOptions> = {},
) {
  return withFile("attempts.jsonl", jsonLines(rows), (path) =>
    importTrajectories(localActor, projectId, { path }, options, { grade }),
  );
}

const sum = "What is 2 + 3?";
const right = "<think>\n2 + 3 = 5\n</think>\n<answer>5</answer>";
const wrong = "<think>\n2 + 3 = 6\n</think>\n<answer>6</answer>";
const code =
  "<code>\nprint(2 + 3)\n</code>\n<executor>\n5\n</executor>\n<answer>\\boxed{5}</answer>";

it("records attempts, brings missing problems, tells strategies by name, policy or text", async () => {
  const project = await newProject();
  const [first, second] = project.strategies;
  const rows = [
    { problem: sum, answer: 5, text: right, strategy: second.name, policy: "r1" },
    { problem: sum, text: wrong },
    { problem: sum, text: code },
  ];
  const result = await importRows(project.id, rows, { policyName: "oh" });
  expect(result).toMatchObject({
    rows: 3,
    imported: 3,
    problems: 1,
    pairs: 0,
    correct: 2,
    incorrect: 1,
    undecided: 0,
    isImported: true,
    bad: [],
  });
  const stored = await db().trajectory.findMany({
    where: { projectId: project.id },
    orderBy: { id: "asc" },
    select: {
      strategyId: true,
      outcome: true,
      isRecorded: true,
      codeBlocks: true,
      policy: { select: { name: true, kind: true } },
    },
  });
  expect(
    stored.map((row) => [row.strategyId, row.outcome, row.policy.name, row.codeBlocks]),
  ).toEqual([
    [second.id, "correct", "r1", 0],
    [second.id, "incorrect", "oh", 0],
    [first.id, "correct", "oh", 1],
  ]);
  expect(stored.every((row) => row.isRecorded && row.policy.kind === "recorded")).toBe(true);
});

it("adds nothing when the same file comes again", async () => {
  const project = await newProject();
  const rows = [
    { problem: sum, answer: "5", text: right },
    { problem: sum, answer: "5", text: right },
  ];
  expect(await importRows(project.id, rows)).toMatchObject({ imported: 1, duplicates: 1 });
  expect(await importRows(project.id, rows)).toMatchObject({
    imported: 0,
    duplicates: 2,
    problems: 0,
  });
  expect(await db().trajectory.count({ where: { projectId: project.id } })).toBe(1);
});

it("takes DualDistill rows apart and keeps their transition, with the first grade inferred", async () => {
  const project = await newProject();
  await addProblem(localActor, project.id, { text: sum, answer: "5" });
  const firstPart = "<code>\nprint(2 * 3)\n</code>\n<executor>\n6\n</executor>";
  const sentence = "Wait, the code is not correct, let's try text reasoning.";
  const synthetic = `${firstPart}\n<think>\n${sentence}\n\n2 + 3 = 5\n</think>\n<answer>5</answer>`;
  const result = await importRows(project.id, [{ problem: sum, synthetic_data: synthetic }]);
  expect(result).toMatchObject({
    rows: 1,
    imported: 2,
    pairs: 1,
    rejoined: 0,
    problems: 0,
    correct: 1,
    incorrect: 1,
  });
  const pair = await db().pair.findFirstOrThrow({
    where: { projectId: project.id },
    select: {
      caseOf: true,
      gradesInferred: true,
      isLatest: true,
      z: true,
      first: {
        select: {
          strategyId: true,
          body: { select: { text: true } },
          grades: { select: { grader: true } },
        },
      },
      second: { select: { body: { select: { text: true } } } },
      entry: { select: { current: { select: { transition: true, placement: true } } } },
    },
  });
  expect(pair).toMatchObject({ caseOf: "c01", gradesInferred: true, isLatest: true, z: 1 });
  expect(pair.first?.strategyId).toBe(project.strategies[0].id);
  expect(pair.first?.body?.text).toBe(firstPart);
  expect(pair.first?.grades).toEqual([{ grader: "inferred" }]);
  expect(pair.second?.body?.text).toBe(right);
  expect(pair.entry?.current).toEqual({ transition: sentence, placement: "opensThink" });
  expect(await importRows(project.id, [{ problem: sum, synthetic_data: synthetic }])).toMatchObject(
    {
      imported: 0,
      pairs: 0,
      duplicates: 2,
    },
  );
});

it("knows the released data's other wording, and refuses a row joined by a sentence that nobody knows", async () => {
  const project = await newProject();
  await addProblem(localActor, project.id, { text: sum, answer: "5" });
  const joinedBy = (sentence: string) =>
    `<code>\nprint(6)\n</code>\n<executor>\n6\n</executor>\n<think>\n${sentence}\n\n2 + 3 = 5\n</think>\n<answer>5</answer>`;
  const other = "Wait, the code may be incorrect, let's try text reasoning.";
  const result = await importRows(project.id, [{ problem: sum, synthetic_data: joinedBy(other) }]);
  expect(result).toMatchObject({ pairs: 1, incorrect: 1 });
  const pair = await db().pair.findFirstOrThrow({ where: { projectId: project.id } });
  expect(pair.caseOf).toBe("c01");
  const closer = joinedBy(other)
    .replace("\n<think>\nWait", "\n\n<think>Wait")
    .replace(" = 5", " is 5");
  expect(await importRows(project.id, [{ problem: sum, synthetic_data: closer }])).toMatchObject({
    pairs: 1,
    rejoined: 1,
  });
  const unknown = joinedBy("Wait, I misread that, let's try text reasoning.");
  const refused = await importRows(project.id, [{ problem: sum, synthetic_data: unknown }]);
  expect(refused).toMatchObject({ isImported: false, bad: [{ field: "synthetic_data" }] });
  expect(refused.bad[0]?.reason).toContain("Wait, I misread that, let's try text reasoning.");
  expect(await db().pair.count({ where: { projectId: project.id } })).toBe(2);
});

it("takes a DualDistill row without a transition as a first attempt alone", async () => {
  const project = await newProject();
  await addProblem(localActor, project.id, { text: sum, answer: "5" });
  await importRows(project.id, [{ problem: sum, synthetic_data: right }]);
  const pair = await db().pair.findFirstOrThrow({ where: { projectId: project.id } });
  expect(pair).toMatchObject({ caseOf: "c10", secondId: null, secondOutcome: "incorrect", z: 0 });
});

it("imports up to three solutions of a DeepMath row, unconditioned", async () => {
  const project = await newProject();
  const row = {
    question: sum,
    final_answer: "5",
    difficulty: 1.5,
    topic: "Sums",
    r1_solution_1: "2 + 3 = 5\n</think>\nIt is \\boxed{5}.",
    r1_solution_2: "<think>\nfour\n</think>\nIt is \\boxed{4}.",
    r1_solution_3: "",
  };
  const result = await importRows(project.id, [row], { policyName: "deepmath" });
  expect(result).toMatchObject({ imported: 2, problems: 1, correct: 1, incorrect: 1 });
  const problem = await db().problem.findFirstOrThrow({ where: { projectId: project.id } });
  expect(problem).toMatchObject({ difficulty: 1.5, topic: "Sums", extra: {} });
  const stored = await db().trajectory.findMany({ where: { projectId: project.id } });
  expect(stored.map((one) => one.conditionedOnFirst)).toEqual([false, false]);
  expect(new Set(stored.map((one) => one.strategyId))).toEqual(new Set([project.strategies[1].id]));
});

it("reports every row it cannot take, and imports nothing unless asked", async () => {
  const project = await newProject();
  const rows = [
    { problem: sum, answer: "5", text: right },
    { problem: "Never seen?", text: right },
    { problem: sum, answer: "6", text: right },
    { problem: sum, text: "" },
    { problem: sum, text: right, strategy: "guessing" },
    { problemId: 999_999, text: right },
    { problemId: "x", text: right },
    { problem: sum, segments: [{ kind: "prose", text: "a" }] },
    { problem: "Unknown to us", synthetic_data: right },
    { problem: sum, answer: "5" },
  ];
  const result = await importRows(project.id, rows);
  expect(result.isImported).toBe(false);
  expect(result.bad.map((row) => [row.line, row.field])).toEqual([
    [2, "answer"],
    [3, "answer"],
    [4, "text"],
    [5, "strategy"],
    [6, "problemId"],
    [7, "problemId"],
    [8, "segments[0].kind"],
    [9, "answer"],
    [10, ""],
  ]);
  expect(await db().trajectory.count({ where: { projectId: project.id } })).toBe(0);
  expect(await db().problem.count({ where: { projectId: project.id } })).toBe(0);
  const skipped = await importRows(project.id, rows, { skipBad: true });
  expect(skipped).toMatchObject({ isImported: true, rows: 1, imported: 1 });
  expect(skipped.bad).toHaveLength(9);
});

it("keeps a row's own segments and marks what the database cannot store", async () => {
  const project = await newProject();
  const segments = [
    { kind: "think", text: "<think>a\u0000b</think>" },
    { kind: "code", text: "<code>1/0</code>", run: "error" },
    { kind: "answer", text: "<answer>5</answer>" },
  ];
  await importRows(project.id, [
    { problem: sum, answer: "5", segments, strategy: project.strategies[0].name },
  ]);
  const body = await db().trajectoryBody.findFirstOrThrow({
    where: { trajectory: { projectId: project.id } },
  });
  expect(body.text).toBe("<think>a\u2400b</think><code>1/0</code><answer>5</answer>");
  expect(body.spans).toEqual([
    { kind: "think", start: 0, end: 18 },
    { kind: "code", start: 18, end: 34, run: "error" },
    { kind: "answer", start: 34, end: 52 },
  ]);
  expect(body.fixes).toEqual({ nulls: 1, loneSurrogates: 0 });
});
