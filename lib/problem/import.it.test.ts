import { expect, it } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { jsonLines, withFile } from "#lib/import/testing/fixture-file.ts";
import { localActor } from "#lib/member/actor.ts";
import { createProject } from "#lib/project/mutations.ts";
import { getProject } from "#lib/project/queries.ts";
import { importProblems } from "./import/mutations.ts";
import { previewProblems } from "./import/queries.ts";
import { addProblem, archiveProblems, setHeldOut, setSubset } from "./mutations.ts";
import { countProblems, getProblem, listProblems, problemCounts } from "./queries.ts";
import {
  type ProblemImportOptions,
  problemFilterSchema,
  problemImportOptionsSchema,
} from "./schema.ts";

useTestDatabase();

let made = 0;
async function newProject() {
  made += 1;
  const { id } = await createProject(localActor, { name: `problems ${made}`, embedded: false });
  return getProject(localActor, id);
}

function importText(projectId: number, text: string, options: Partial<ProblemImportOptions> = {}) {
  return withFile("problems.jsonl", text, (path) =>
    importProblems(localActor, projectId, { path }, options),
  );
}

const clean = jsonLines([
  { problem: "What is 31 * 41?", answer: "1271" },
  { problem: "How many legs has a dog?", answer: 4 },
  { problem: "What is 31 * 41?", answer: "1271" },
  { problem: "Write 12 in base 3", answer: "110_3" },
]);

it("imports in file order, counts repeats, assigns subsets by rule; the same file again adds nothing", async () => {
  const project = await newProject();
  const result = await importText(project.id, clean, { sourceName: "hand" });
  expect(result).toMatchObject({ rows: 4, imported: 3, duplicates: 1, isImported: true, bad: [] });
  expect(result.subsets.map((subset) => subset.rows)).toEqual([3, 1]);
  const rows = await db().problem.findMany({
    where: { projectId: project.id },
    orderBy: { ordinal: "asc" },
  });
  expect(rows.map((row) => [row.ordinal, row.answer, row.source, row.favouredStrategyId])).toEqual([
    [1, "1271", "hand", project.strategies[0].id],
    [2, "4", "hand", project.strategies[1].id],
    [3, "110_3", "hand", project.strategies[0].id],
  ]);
  expect(await importText(project.id, clean)).toMatchObject({ imported: 0, duplicates: 4 });
  expect(await db().problem.count({ where: { projectId: project.id } })).toBe(3);
});

const faults: readonly [string, string, string][] = [
  ["not JSON", "{oops", ""],
  ["a list", "[1,2]", ""],
  ["a key twice", '{"problem":"a","problem":"b","answer":1}', "problem"],
  ["no problem", '{"answer":"1"}', "problem"],
  ["no answer", '{"problem":"p"}', "answer"],
  ["null", '{"problem":"p","answer":null}', "answer"],
  ["an object", '{"problem":{"x":1},"answer":"1"}', "problem"],
  ["empty", '{"problem":" ","answer":"1"}', "problem"],
  ["U+0000", '{"problem":"a\\u0000","answer":"1"}', "problem"],
  ["half a character", '{"problem":"a\\ud800","answer":"1"}', "problem"],
  ["too deep", `{"problem":"p","answer":1,"x":${"[".repeat(70)}${"]".repeat(70)}}`, ""],
  ["another answer", '{"problem":"fine 1","answer":"other"}', "answer"],
];

it("reports exactly the planted faults, imports nothing, then only the good rows when asked", async () => {
  const project = await newProject();
  const good = Array.from({ length: 1200 }, (_, n) =>
    JSON.stringify({ problem: `fine ${n}`, answer: n }),
  );
  const lines: string[] = [];
  const planted: [number, string][] = [];
  for (const [n, line] of good.entries()) {
    lines.push(line);
    const fault = n % 100 === 50 ? faults[Math.floor(n / 100)] : undefined;
    if (!fault) continue;
    lines.push(fault[1]);
    planted.push([lines.length, fault[2]]);
  }
  const text = `${lines.join("\r\n")}\r\n`;
  const refused = await importText(project.id, text);
  expect(refused.bad.map((row) => [row.line, row.field])).toEqual(planted);
  expect(refused).toMatchObject({ isImported: false, imported: 0 });
  expect(await db().problem.count({ where: { projectId: project.id } })).toBe(0);
  for (const row of refused.bad) {
    const start = Buffer.from(text)
      .subarray(row.offset ?? -1, (row.offset ?? -1) + 5)
      .toString();
    expect(lines[row.line - 1]?.startsWith(start)).toBe(true);
  }
  const skipped = await importText(project.id, text, { skipBad: true });
  expect(skipped).toMatchObject({ isImported: true, imported: 1200 });
  expect(skipped.bad).toEqual(refused.bad);
});

it("says when the project holds another answer, and changes nothing", async () => {
  const project = await newProject();
  await addProblem(localActor, project.id, { text: "How many legs has a dog?", answer: "5" });
  const result = await importText(project.id, clean);
  expect(result.bad).toEqual([
    {
      line: 2,
      offset: 47,
      field: "answer",
      reason: expect.stringContaining('with the answer "5"'),
    },
  ]);
  expect(await db().problem.count({ where: { projectId: project.id } })).toBe(1);
});

it("previews what an import would do without doing it", async () => {
  const project = await newProject();
  await addProblem(localActor, project.id, { text: "How many legs has a dog?", answer: "4" });
  const preview = await withFile("problems.jsonl", clean, (path) =>
    previewProblems(
      localActor,
      project.id,
      { path, name: "problems.jsonl" },
      problemImportOptionsSchema.parse({}),
    ),
  );
  expect(preview).toMatchObject({
    fresh: 2,
    result: { rows: 4, duplicates: 2 },
    columns: ["problem", "answer"],
  });
  expect(await db().problem.count({ where: { projectId: project.id } })).toBe(1);
});

it("holds imported problems out, into the subset named", async () => {
  const project = await newProject();
  const [, second] = project.strategies;
  await importText(project.id, clean, { heldOut: true, subset: second.id });
  expect(await problemCounts(localActor, project.id)).toMatchObject({
    heldOut: 3,
    favour1: 0,
    favour2: 3,
    untaught: 0,
  });
});

it("refuses a subset of another project and a file that is not there", async () => {
  const [one, other] = [await newProject(), await newProject()];
  await expect(importText(one.id, clean, { subset: other.strategies[0].id })).rejects.toThrow(
    "is not one of",
  );
  await expect(importProblems(localActor, one.id, { path: "/nowhere.jsonl" })).rejects.toThrow(
    "There is no file",
  );
});

it("lists by keyset with search and filters", async () => {
  const project = await newProject();
  const rows = Array.from({ length: 25 }, (_, n) => ({
    problem: `Item ${n} 100%_x`,
    answer: n < 5 ? 5000 + n : n,
  }));
  await importText(project.id, jsonLines(rows));
  const all = problemFilterSchema.parse({});
  const first = await listProblems(localActor, project.id, all, 0, 10);
  expect(first.rows).toHaveLength(10);
  expect(first.next).toBe(10);
  const last = await listProblems(localActor, project.id, all, 20, 10);
  expect([last.rows.length, last.next]).toEqual([5, null]);
  const count = (filter: object) =>
    countProblems(localActor, project.id, problemFilterSchema.parse(filter));
  expect(await count({ q: "item 2" })).toBe(6);
  expect(await count({ q: "100%_x" })).toBe(25);
  expect(await count({ q: "100_%" })).toBe(0);
  expect(await count({ q: "#7" })).toBe(1);
  expect(await count({ q: "'; DROP TABLE problem; --" })).toBe(0);
  expect(await count({ subset: "1" })).toBe(5);
  expect(await count({ taught: "no" })).toBe(25);
});

it("moves, holds out and archives; a foreign id touches nothing", async () => {
  const [project, other] = [await newProject(), await newProject()];
  const { id } = await addProblem(localActor, project.id, { text: "p", answer: "1" });
  const foreign = await addProblem(localActor, other.id, { text: "p", answer: "1" });
  const [first] = project.strategies;
  expect(await setSubset(localActor, project.id, [id], first.id)).toBe(1);
  expect((await getProblem(localActor, project.id, id)).favoured?.id).toBe(first.id);
  expect(await setSubset(localActor, project.id, [id], "auto")).toBe(1);
  await setHeldOut(localActor, project.id, [id], true);
  await archiveProblems(localActor, project.id, [id]);
  expect(await problemCounts(localActor, project.id)).toMatchObject({ active: 0, archived: 1 });
  await expect(archiveProblems(localActor, project.id, [foreign.id])).rejects.toThrow(
    "There is no problem",
  );
  await expect(addProblem(localActor, project.id, { text: " p\r\n", answer: "2" })).rejects.toThrow(
    "number 1 (archived)",
  );
});
