import { expect, it } from "vitest";
import { db } from "../adapters/db/client.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { NotFound } from "../errors.ts";
import { localActor } from "../member/actor.ts";
import { projectSettingsSchema } from "../project/schema.ts";
import { countSteps } from "./detail/queries.ts";
import { listAttentionUnits, listRunFailures } from "./failure/queries.ts";
import { countRuns, getRun, listActiveRuns, listRuns } from "./queries.ts";

useTestDatabase();

const minute = 60_000;

async function makeProject(name: string): Promise<number> {
  const project = await db().project.create({
    data: { name, settings: projectSettingsSchema.parse({}) },
  });
  return project.id;
}

async function makeRun(projectId: number, data: object = {}): Promise<number> {
  const run = await db().run.create({
    data: {
      projectId,
      kind: "teach",
      status: "running",
      settings: {},
      createdBy: "local",
      ...data,
    },
  });
  return run.id;
}

it("tells rate and time left, pauses left out", async () => {
  const projectId = await makeProject("rate");
  const now = Date.now();
  const id = await makeRun(projectId, {
    total: 100,
    done: 40,
    failed: 10,
    startedAt: new Date(now - 30 * minute),
  });
  const mark = (action: string, minutesAgo: number) =>
    db().audit.create({
      data: {
        actor: "local",
        action,
        projectId,
        subject: `run:${id}`,
        at: new Date(now - minutesAgo * minute),
      },
    });
  await mark("run.start", 30);
  await mark("run.pause", 25);
  await mark("run.resume", 5);
  const run = await getRun(localActor, projectId, id);
  // 10 of the 30 minutes were worked: 40 pairs make 4 a minute, the 50 left take 12.5 minutes.
  expect(run.perMinute).toBeCloseTo(4, 0);
  expect(run.secondsLeft).toBeGreaterThan(740);
  expect(run.secondsLeft).toBeLessThan(760);
});

it("lists a project's own runs, newest first, page by page", async () => {
  const projectId = await makeProject("list");
  const other = await makeProject("other");
  const ids = [
    await makeRun(projectId),
    await makeRun(projectId, { status: "done" }),
    await makeRun(projectId),
  ];
  const foreign = await makeRun(other);
  const listed = await listRuns(localActor, projectId, { limit: 2 });
  expect(listed.map((run) => run.id)).toEqual([ids[2], ids[1]]);
  const rest = await listRuns(localActor, projectId, { before: Number(ids[1]) });
  expect(rest.map((run) => run.id)).toEqual([ids[0]]);
  expect((await listActiveRuns(localActor, projectId)).map((run) => run.id)).toEqual([
    ids[0],
    ids[2],
  ]);
  expect(await countRuns(localActor, projectId)).toEqual(
    new Map([
      ["running", 2],
      ["done", 1],
    ]),
  );
  await expect(getRun(localActor, projectId, foreign)).rejects.toThrow(NotFound);
});

it("groups what needs attention by reason, and names each unit's problem", async () => {
  const projectId = await makeProject("failures");
  const strategy = await db().strategy.create({
    data: {
      projectId,
      position: 1,
      name: "one",
      sign: "O",
      subsetName: "one-favoured",
      usesTools: false,
    },
  });
  const runId = await makeRun(projectId, { total: 3 });
  for (const [ordinal, code] of [
    [1, "timed-out"],
    [2, "timed-out"],
    [3, "unreachable"],
  ] as const) {
    const problem = await db().problem.create({
      data: {
        projectId,
        ordinal,
        contentSha256: `${ordinal}`,
        text: `problem ${ordinal}`,
        answer: "1",
      },
    });
    const pair = await db().pair.create({
      data: {
        projectId,
        problemId: problem.id,
        runId,
        z: 1,
        firstStrategyId: strategy.id,
        findings: [],
      },
    });
    await db().unit.create({
      data: {
        runId,
        problemId: problem.id,
        pairId: pair.id,
        what: "first",
        state: "needsAttention",
        attempts: 3,
        reasonCode: code,
        reason: `${code} on problem ${ordinal}`,
      },
    });
  }
  const groups = await listRunFailures(localActor, runId);
  expect(groups.map((group) => [group.code, group.what, group.units])).toEqual([
    ["timed-out", "first", 2],
    ["unreachable", "first", 1],
  ]);
  const units = await listAttentionUnits(localActor, runId, { code: "timed-out" });
  expect(units.map((unit) => [unit.problemOrdinal, unit.problem, unit.reason])).toEqual([
    [1, "problem 1", "timed-out on problem 1"],
    [2, "problem 2", "timed-out on problem 2"],
  ]);
  expect(
    (await listAttentionUnits(localActor, runId, { after: Number(units[0]?.id) })).length,
  ).toBe(2);
  expect(
    (await countSteps(localActor, runId)).find((step) => step.what === "first")?.attention,
  ).toBe(3);
});
