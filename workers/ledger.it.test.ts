import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ScriptedRequest } from "#e2e/support/scripted-schema.ts";
import { type ScriptedServer, startScriptedServer } from "#e2e/support/scripted-server.ts";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { localActor } from "#lib/member/actor.ts";
import { committedAnswer } from "#lib/method/trajectory/commit.ts";
import { noticeOf } from "#lib/pair/inspector/notice.ts";
import { getInspector } from "#lib/pair/inspector/queries.ts";
import { listPairs } from "#lib/pair/queries.ts";
import { noFilters } from "#lib/pair/schema.ts";
import { createPolicy } from "#lib/policy/mutations.ts";
import { addProblem } from "#lib/problem/mutations.ts";
import { createProject, updateSettings } from "#lib/project/mutations.ts";
import {
  cancelRun,
  pauseRun,
  resumeRun,
  retryFailed,
  retryPairs,
  startTeachRun,
} from "#lib/run/mutations.ts";
import { createCapacities } from "./scheduler/capacity.ts";
import { type Scheduler, startScheduler } from "./scheduler/scheduler.ts";
import { performUnit } from "./tasks/perform-unit.ts";

useTestDatabase();

const log = pino({ level: "silent" });
const noTools = { openSession: () => Promise.reject(new Error("this pair runs no code")) };

let server: ScriptedServer;
let scheduler: Scheduler;
let answerOf: (request: ScriptedRequest) => string | { status: number };

beforeAll(async () => {
  server = await startScriptedServer((request) => {
    const answer = answerOf(request);
    if (typeof answer !== "string")
      return { kind: "status", status: answer.status, body: { error: { message: "away" } } };
    return { kind: "text", text: `<think>\nI think so.\n</think>\n<answer>${answer}</answer>` };
  });
  const capacities = createCapacities();
  const parts = {
    ...capacities,
    tools: noTools,
    log,
    countTokens: async () => (text: string) => Math.ceil(text.length / 4),
    grade: async (
      gold: string,
      attempt: { text: string; spans: Parameters<typeof committedAnswer>[1] },
    ) => {
      const extracted = committedAnswer(attempt.text, attempt.spans)?.text ?? null;
      const outcome = extracted === gold ? ("correct" as const) : ("incorrect" as const);
      return { outcome, extracted, reason: "compared as text", tier: 1, version: "test" };
    },
  };
  scheduler = startScheduler({
    workerId: "test/1/1",
    log,
    perform: (unit, signal) => performUnit(parts, unit, signal),
    capacityOf: capacities.capacityOf,
    areToolsReady: () => false,
  });
});

afterAll(async () => {
  await scheduler.stop();
  await server.stop();
});

/** A project with a long and a short way of thinking: two strategies that run no code, each with its own endpoint. */
async function longShortProject(name: string, problems: number): Promise<number> {
  const { id } = await createProject(localActor, {
    name,
    embedded: false,
    pair: {
      strategies: [
        { name: "long CoT", sign: "L", subsetName: "long-favoured", usesTools: false },
        { name: "short CoT", sign: "S", subsetName: "short-favoured", usesTools: false },
      ],
    },
  });
  for (const strategy of await db().strategy.findMany({ where: { projectId: id } })) {
    const policy = await createPolicy(localActor, id, {
      name: `${strategy.name} teacher`,
      kind: "openai-compatible",
      settings: {
        baseUrl: server.url,
        model: "scripted",
        price: { inputPerMillion: 1, outputPerMillion: 2 },
      },
    });
    await db().strategy.update({ where: { id: strategy.id }, data: { policyId: policy.id } });
  }
  for (let n = 1; n <= problems; n += 1) {
    await addProblem(localActor, id, {
      text: `${name} problem ${n}: what is ${n} + ${n}?`,
      answer: `${2 * n}`,
    });
  }
  return id;
}

const numberIn = (request: ScriptedRequest) => Number(/what is (\d+) \+/.exec(request.prompt)?.[1]);

async function untilOver(runId: number): Promise<{ status: string; done: number; failed: number }> {
  for (let i = 0; i < 600; i += 1) {
    const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
    if (run.status !== "running") return run;
    scheduler.wake();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`run ${runId} is not over after 30 s`);
}

describe("a teach run", () => {
  test("gives every problem one settled pair, each attempt by its own strategy", async () => {
    answerOf = (request) => `${2 * numberIn(request)}`;
    const projectId = await longShortProject("all right", 12);
    const { runId } = await startTeachRun(localActor, projectId, {});
    expect(await untilOver(runId)).toMatchObject({ status: "done", done: 12, failed: 0 });
    const pairs = await db().pair.findMany({
      where: { projectId },
      include: { first: true, second: true, entry: true },
    });
    expect(pairs).toHaveLength(12);
    for (const pair of pairs) {
      expect(pair.caseOf).toBe("c11");
      expect(pair.isLatest).toBe(true);
      expect(pair.entry?.state).toBe("active");
      expect(pair.first?.strategyId).toBe(pair.firstStrategyId);
      expect(pair.second?.strategyId).not.toBe(pair.firstStrategyId);
      expect(pair.second?.conditionedOnFirst).toBe(true);
    }
    expect(new Set(pairs.map((pair) => pair.z))).toEqual(new Set([0, 1]));
    const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
    expect(Number(run.tokens)).toBeGreaterThan(0);
    expect(Number(run.costMicros)).toBeGreaterThan(0);
    expect(await db().call.count({ where: { unit: { runId } } })).toBe(24);
  });

  test("all four cases come out of the grades; a (0,0) pair is kept and can be retried", async () => {
    // First attempts are right on multiples of 2, second ones on multiples of 3.
    answerOf = (request) => {
      const n = numberIn(request);
      const isSecond = request.prompt.includes("I think so.");
      return `${n % (isSecond ? 3 : 2) === 0 ? 2 * n : -1}`;
    };
    const projectId = await longShortProject("four cases", 12);
    const { runId } = await startTeachRun(localActor, projectId, {});
    await untilOver(runId);
    const pairs = await db().pair.findMany({ where: { projectId }, include: { entry: true } });
    const counts = Object.groupBy(pairs, (pair) => pair.caseOf ?? "none");
    expect(counts.c11).toHaveLength(2);
    expect(counts.c10).toHaveLength(4);
    expect(counts.c01).toHaveLength(2);
    expect(counts.c00).toHaveLength(4);
    expect(counts.c00?.every((pair) => pair.entry === null && pair.reason !== "")).toBe(true);

    answerOf = (request) => `${2 * numberIn(request)}`;
    const again = await retryPairs(localActor, projectId, { caseOf: "0,0" });
    expect(again.pairs).toBe(4);
    await untilOver(again.runId);
    const latest = await db().pair.findMany({ where: { projectId, isLatest: true } });
    expect(latest).toHaveLength(12);
    expect(latest.filter((pair) => pair.caseOf === "c00")).toHaveLength(0);
    expect(await db().pair.count({ where: { projectId } })).toBe(16);
  });

  test("a run pauses at the project's token limit and goes on when it is raised", async () => {
    answerOf = (request) => `${2 * numberIn(request)}`;
    const projectId = await longShortProject("limited", 6);
    await updateSettings(localActor, projectId, { tokenLimit: 50 });
    const { runId } = await startTeachRun(localActor, projectId, {});
    expect(await untilOver(runId)).toMatchObject({ status: "paused" });
    const paused = await db().run.findUniqueOrThrow({ where: { id: runId } });
    expect(paused.reason).toContain("50 tokens");
    await updateSettings(localActor, projectId, { tokenLimit: null });
    await resumeRun(localActor, runId);
    expect(await untilOver(runId)).toMatchObject({ status: "done", done: 6 });
    const again = { caseOf: "0,0" } as const;
    await expect(retryPairs(localActor, projectId, again)).rejects.toThrow("no pair to retry");
  });

  test("a refused key stops the units at once with its reason, on the policy too, and retry goes on", async () => {
    answerOf = () => ({ status: 401 });
    const projectId = await longShortProject("no key", 3);
    const { runId } = await startTeachRun(localActor, projectId, {});
    const run = await untilOver(runId);
    expect(run).toMatchObject({ status: "done", done: 0, failed: 3 });
    const units = await db().unit.findMany({ where: { runId } });
    expect(
      units.every((unit) => unit.state === "needsAttention" && unit.reasonCode === "unauthorised"),
    ).toBe(true);
    expect(await db().trajectory.count({ where: { runId } })).toBe(0);
    const policies = await db().policy.findMany({ where: { projectId } });
    expect(policies.some((policy) => JSON.stringify(policy.lastTest).includes('"ok":false'))).toBe(
      true,
    );

    const [row] = await allPairs(projectId);
    expect(row?.failure).toBe(units[0]?.reason);
    const shown = await getInspector(localActor, projectId, row?.id ?? 0);
    expect(noticeOf(shown)).toEqual({ state: "failed", reason: units[0]?.reason });

    answerOf = (request) => `${2 * numberIn(request)}`;
    expect(await retryFailed(localActor, runId)).toBe(3);
    expect(await untilOver(runId)).toMatchObject({ status: "done", done: 3, failed: 0 });
    expect((await allPairs(projectId)).map((pair) => pair.failure)).toEqual([null, null, null]);
  });

  test("pause holds, resume goes on, cancel stops for good and frees what nothing was made for", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    answerOf = (request) => `${2 * numberIn(request)}`;
    server.setScript(async (request) => {
      await held;
      return {
        kind: "text",
        text: `<think>\nI think so.\n</think>\n<answer>${answerOf(request)}</answer>`,
      };
    });
    const projectId = await longShortProject("paused", 30);
    const { runId } = await startTeachRun(localActor, projectId, {});
    await pauseRun(localActor, runId);
    release();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const done = (await db().run.findUniqueOrThrow({ where: { id: runId } })).done;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await db().run.findUniqueOrThrow({ where: { id: runId } })).done).toBe(done);
    await expect(pauseRun(localActor, runId)).rejects.toThrow("This run is paused");
    await resumeRun(localActor, runId);
    await cancelRun(localActor, runId);
    const left = await db().unit.count({ where: { runId, state: { in: ["waiting", "leased"] } } });
    expect(left).toBe(0);
    expect(await db().pair.count({ where: { runId, firstId: null } })).toBe(0);
    const next = await startTeachRun(localActor, projectId, {});
    expect(await untilOver(next.runId)).toMatchObject({ status: "done" });
    expect(await db().pair.count({ where: { projectId, isLatest: true, caseOf: "c11" } })).toBe(30);
  });
});

async function allPairs(projectId: number) {
  const request = { filters: noFilters, sort: "newest", cursor: null, limit: 200 } as const;
  return (await listPairs(localActor, projectId, request)).rows;
}
