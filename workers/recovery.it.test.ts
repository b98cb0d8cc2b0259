import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ScriptedRequest } from "#e2e/support/scripted-schema.ts";
import { type ScriptedServer, startScriptedServer } from "#e2e/support/scripted-server.ts";
import { closeDb, db } from "#lib/adapters/db/client.ts";
import { migrate } from "#lib/adapters/db/migrate.ts";
import { type PostgresServer, startPostgres } from "#lib/adapters/db/postgres-server.ts";
import { closeQueue, installQueue } from "#lib/adapters/queue/queue.ts";
import { childEnv, pointAtDatabase } from "#lib/env.ts";
import { localActor } from "#lib/member/actor.ts";
import { createPolicy } from "#lib/policy/mutations.ts";
import { addProblem } from "#lib/problem/mutations.ts";
import { createProject } from "#lib/project/mutations.ts";
import { startTeachRun } from "#lib/run/mutations.ts";

const problems = 12;
const inFlight = 4;
const folder = mkdtempSync(join(tmpdir(), "studio-recovery-"));
const say = () => undefined;

let postgres: PostgresServer;
let server: ScriptedServer;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  await openDatabase();
  await migrate({ connectionString: postgres.url, backupDir: join(folder, "backups"), say });
  await installQueue(postgres.url);
  server = await startScriptedServer(replyTo);
}, 120_000);

afterAll(async () => {
  await killWorker();
  await closeQueue();
  await closeDb();
  await server.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function openDatabase(): Promise<void> {
  postgres = await startPostgres({ dataDir: folder, say });
  pointAtDatabase(postgres.url);
}

/** What the teachers say is a function of the prompt alone, so that a text of two mixed attempts cannot go unnoticed. */
function textFor(request: ScriptedRequest): string {
  const n = Number(/what is (\d+) times/.exec(request.prompt)?.[1]);
  const isTool =
    request.prompt.includes("<executor>") || request.prompt.includes("Solve with code");
  if (!isTool) return `<think>\nText about ${n}.\n</think>\n<answer>${n * 7}</answer>`;
  if (request.prompt.endsWith("</executor>\n")) return `<answer>${n * 7}</answer>`;
  return `<think>Code about ${n}.</think>\n<code>import time; time.sleep(0.4); print(${n} * 7)</code>`;
}

let holdReplies: Promise<void> | null = null;
let slowReplyMs = 20;

async function replyTo(request: ScriptedRequest) {
  await holdReplies;
  return { kind: "text" as const, text: textFor(request), delayMs: slowReplyMs };
}

function startWorker(): void {
  worker = spawn(process.execPath, ["workers/main.ts"], {
    env: childEnv({ DATABASE_URL: postgres.url }),
    stdio: "ignore",
    detached: true,
  });
}

/** The whole process group, as a machine that loses power would. */
async function killWorker(): Promise<void> {
  const child = worker;
  worker = null;
  if (!child?.pid || child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

async function killPostgres(): Promise<void> {
  process.kill(postgres.pid, "SIGKILL");
  while (postgres.isAlive()) await sleep(20);
  await openDatabase();
}

async function newProject(name: string): Promise<number> {
  const { id } = await createProject(localActor, {
    name,
    embedded: false,
    pair: {
      strategies: [
        {
          name: "tool",
          sign: "T",
          subsetName: "tool-favoured",
          usesTools: true,
          firstPrompt: "Solve with code: {problem}\n",
          secondPrompt: "Solve with code: {problem}\nAn earlier attempt answered {first_answer}.\n",
        },
        {
          name: "plain",
          sign: "P",
          subsetName: "plain-favoured",
          usesTools: false,
          firstPrompt: "Solve: {problem}\n",
          secondPrompt: "Solve: {problem}\nAn earlier attempt answered {first_answer}.\n",
        },
      ],
    },
  });
  for (const strategy of await db().strategy.findMany({ where: { projectId: id } })) {
    const settings = { baseUrl: server.url, model: "scripted", maxInFlight: inFlight / 2 };
    const policy = await createPolicy(localActor, id, {
      name: `${strategy.name} teacher`,
      kind: "openai-compatible",
      settings,
    });
    await db().strategy.update({ where: { id: strategy.id }, data: { policyId: policy.id } });
  }
  for (let n = 1; n <= problems; n += 1) {
    await addProblem(localActor, id, {
      text: `${name}: what is ${n} times 7?`,
      answer: `${n * 7}`,
    });
  }
  return id;
}

async function until(what: string, isSo: () => Promise<boolean>, seconds = 90): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await isSo().catch(() => false)) return;
    await sleep(50);
  }
  throw new Error(`waited ${seconds} s for: ${what}`);
}

const isOver = (runId: number) => async () =>
  (await db().run.findUniqueOrThrow({ where: { id: runId } })).status === "done";

/** Moments inside a run; each resolves when the run stands exactly there. */
const moments: Record<string, (runId: number) => Promise<void>> = {
  "call sent": async () => {
    const before = server.log.length;
    const held = Promise.withResolvers<void>();
    holdReplies = held.promise;
    await until("calls that wait for their reply", async () => server.log.length >= before + 2);
    setTimeout(() => {
      holdReplies = null;
      held.resolve();
    }, 300);
  },
  "call stored but not parsed": () => firstNotification("call"),
  "tool running": () =>
    until("a program that runs", async () => {
      const rows = await db().call.count({
        where: { unit: { state: "leased", needsTools: true } },
      });
      return rows > 0;
    }),
  "result transaction": async () => {
    await slowInserts("trajectory", 1.5);
    await until("a result being written", async () => {
      const rows = await db().$queryRaw<
        unknown[]
      >`SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`;
      return rows.length > 0;
    });
  },
};

/** Resolves at the first committed insert into a table, before the writer can do much else. */
async function firstNotification(table: string): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query(`CREATE OR REPLACE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('stored', ''); RETURN NEW; END $$`);
  await client.query(
    `CREATE OR REPLACE TRIGGER tell AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION tell()`,
  );
  await client.query("LISTEN stored");
  await new Promise((resolve) => client.once("notification", resolve));
  void client.end();
}

async function slowInserts(table: string, seconds: number): Promise<void> {
  await db().$executeRawUnsafe(`CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(${seconds}); RETURN NEW; END $$`);
  await db().$executeRawUnsafe(
    `CREATE OR REPLACE TRIGGER slow BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION slow()`,
  );
}

async function dropTriggers(): Promise<void> {
  await db().$executeRawUnsafe("DROP TRIGGER IF EXISTS tell ON call");
  await db().$executeRawUnsafe("DROP TRIGGER IF EXISTS slow ON trajectory");
}

/** Nothing lost, doubled or mixed, counted against what the server itself logged. */
async function expectWhole(projectId: number, runId: number, name: string): Promise<void> {
  const pairs = await db().pair.findMany({
    where: { projectId },
    include: {
      problem: true,
      entry: true,
      first: { include: { body: true } },
      second: { include: { body: true } },
    },
  });
  expect(pairs).toHaveLength(problems);
  expect(await db().trajectory.count({ where: { projectId } })).toBe(2 * problems);
  expect(await db().entry.count({ where: { projectId, state: "active" } })).toBe(problems);
  for (const pair of pairs) {
    expect(pair.caseOf).toBe("c11");
    const n = Number(/what is (\d+) times/.exec(pair.problem.text)?.[1]);
    const texts = [pair.first?.body?.text ?? "", pair.second?.body?.text ?? ""].sort();
    const code = `<think>Code about ${n}.</think>\n<code>import time; time.sleep(0.4); print(${n} * 7)</code>`;
    expect(texts).toEqual([
      `<think>\nText about ${n}.\n</think>\n<answer>${n * 7}</answer>`,
      `${code}\n<executor>\n${n * 7}\n</executor>\n<answer>${n * 7}</answer>`,
    ]);
  }
  const units = await db().unit.findMany({ where: { runId } });
  expect(units).toHaveLength(5 * problems);
  expect(units.every((unit) => unit.state === "done")).toBe(true);
  expect((await db().run.findUniqueOrThrow({ where: { id: runId } })).done).toBe(problems);
  const asked = server.log.filter((line) => line.prompt.includes(`${name}: what is`)).length;
  const needed = 3 * problems;
  expect(asked).toBeGreaterThanOrEqual(needed);
  expect(asked).toBeLessThanOrEqual(needed + inFlight);
}

test("a worker keeps what takes it long: nothing is asked for twice", async () => {
  const name = "slow";
  const projectId = await newProject(name);
  slowReplyMs = 12_000;
  startWorker();
  const { runId } = await startTeachRun(localActor, projectId, { limit: 2 });
  await until("the run to be done", isOver(runId));
  slowReplyMs = 20;
  const calls = await db().call.findMany({ where: { unit: { runId } } });
  expect(calls).toHaveLength(2 * 3);
  expect(calls.every((call) => call.lease === 1)).toBe(true);
  expect(server.log.filter((line) => line.prompt.includes(`${name}: what is`))).toHaveLength(2 * 3);
  await killWorker();
}, 150_000);

describe.each(Object.keys(moments))("killed at: %s", (moment) => {
  test("the worker: its successor loses, doubles and mixes nothing", async () => {
    const name = `worker at ${moment}`;
    const projectId = await newProject(name);
    startWorker();
    const { runId } = await startTeachRun(localActor, projectId, {});
    await moments[moment]?.(runId);
    await killWorker();
    await dropTriggers();
    startWorker();
    await until("the run to be done", isOver(runId));
    await expectWhole(projectId, runId, name);
    await killWorker();
  }, 150_000);

  test("Postgres: the same worker goes on by itself", async () => {
    const name = `Postgres at ${moment}`;
    const projectId = await newProject(name);
    startWorker();
    const { runId } = await startTeachRun(localActor, projectId, {});
    await moments[moment]?.(runId);
    await killPostgres();
    await until("the database to answer", async () => (await db().run.count()) > 0);
    await dropTriggers();
    const pid = worker?.pid;
    await until("the run to be done", isOver(runId));
    expect(worker?.exitCode).toBeNull();
    expect(worker?.pid).toBe(pid);
    await expectWhole(projectId, runId, name);
    await killWorker();
  }, 150_000);
});
