import { expect, it } from "vitest";
import { db } from "../adapters/db/client.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { saveBalanceRule } from "../balance/mutations.ts";
import { localActor } from "../member/actor.ts";
import { balanceRuleSchema } from "../method/balance/schema.ts";
import { makeTestPair, makeTestProject } from "../pair/testing/mutations.ts";
import { listLately } from "./audit/queries.ts";
import { readNavCounts } from "./nav-counts/queries.ts";
import { listCellPairIds, readMap } from "./queries.ts";

useTestDatabase();

const attempt = (outcome: "correct" | "incorrect" | "undecided") => ({
  text: "<think>\nso it is\n</think>\n<answer>\\boxed{4}</answer>",
  outcome,
  extracted: "4",
});

let problem = 0;
const pair = (
  starts: 1 | 2,
  favours: 1 | 2,
  first: "correct" | "incorrect" | "undecided",
  second: "correct" | "incorrect",
) => ({
  problem: `What is 2 + 2, asked ${++problem} times?`,
  answer: "4",
  starts,
  favours,
  first: attempt(first),
  second: attempt(second),
});

it("counts what the pairs are, cell by cell, and leads to the same rows", async () => {
  const project = await makeTestProject("map");
  const { projectId } = project;
  await makeTestPair(project, pair(1, 1, "incorrect", "correct"));
  await makeTestPair(project, pair(1, 2, "correct", "correct"));
  await makeTestPair(project, pair(2, 2, "correct", "incorrect"));
  const zero = await makeTestPair(project, pair(2, 1, "incorrect", "incorrect"));
  await makeTestPair(project, pair(2, 2, "undecided", "correct"));
  await db().problem.create({
    data: { projectId, ordinal: 99, contentSha256: "later", text: "not taught yet", answer: "1" },
  });

  const map = await readMap(localActor, projectId);
  const filled = map.cells.filter((cell) => cell.pairs > 0);
  expect(filled.map(({ caseOf, first, subset, pairs }) => [caseOf, first, subset, pairs])).toEqual([
    ["0,1", 1, 1, 1],
    ["1,1", 1, 2, 1],
    ["1,0", 2, 2, 1],
    ["0,0", 2, 1, 1],
  ]);
  expect(map.problems).toEqual({
    total: 6,
    heldOut: 0,
    untaught: 1,
    bySubset: [2, 3],
    withoutSubset: 1,
  });
  expect(map.first.map((one) => one.made)).toEqual([2, 3]);
  expect(map.second.map((one) => [one.strategy, one.made])).toEqual([
    [2, 2],
    [1, 3],
  ]);
  expect(map.grades).toMatchObject({
    first: { correct: 2, graded: 5 },
    second: { correct: 3, graded: 5 },
    undecided: 1,
  });
  expect(map.graded).toBe(4);
  expect(map.entries).toEqual({
    total: 3,
    verdicts: { pending: 3, accepted: 0, rejected: 0, "needs-edit": 0 },
  });
  expect(await listCellPairIds(localActor, projectId, { first: 2, subset: 1 })).toEqual([
    zero.pairId,
  ]);
  expect(await listCellPairIds(localActor, projectId, { first: 1, subset: 1 })).toEqual([]);
  expect(await readNavCounts(localActor, projectId)).toMatchObject({
    problems: 6,
    pairs: 5,
    datasets: 0,
  });
});

it("shows the default balance until a rule is saved, then that one", async () => {
  const project = await makeTestProject("balance on the map");
  const { projectId } = project;
  await makeTestPair(project, pair(1, 1, "correct", "correct"));
  expect((await readMap(localActor, projectId)).balance).toMatchObject({
    isStored: false,
    isLive: true,
    eligible: 0,
    seed: 42,
  });
  await saveBalanceRule(localActor, {
    projectId,
    rule: balanceRuleSchema.parse({ seed: 7, includePending: true, ratio: null }),
  });
  expect((await readMap(localActor, projectId)).balance).toMatchObject({
    isStored: true,
    seed: 7,
    ratio: null,
    chosen: 1,
  });
  const lately = await listLately(localActor, projectId, 5);
  expect(lately.map((line) => line.action)).toContain("balance.save");
});

it("reads an empty project as zeros", async () => {
  const { projectId } = await makeTestProject("empty map");
  const map = await readMap(localActor, projectId);
  expect(map).toMatchObject({ pairs: 0, graded: 0, dataset: null, failed: [], subsets: [1, 2] });
  expect(map.cells.every((cell) => cell.pairs === 0)).toBe(true);
});
