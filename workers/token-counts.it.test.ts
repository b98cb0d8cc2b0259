import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { listen, type StudioEvent } from "#lib/adapters/db/events.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { localActor } from "#lib/member/actor.ts";
import { makeTestPair, makeTestProject, type TestProject } from "#lib/pair/testing/mutations.ts";
import { updateSettings } from "#lib/project/mutations.ts";
import { savePrompt } from "#lib/prompt/mutations.ts";
import { writeTinyTokenizer } from "../bench/support/tiny-tokenizer.ts";
import { recountTokens } from "./tasks/recount-tokens.ts";
import { startTokenCounts } from "./token-counts.ts";

useTestDatabase();

// A token a byte, and one for the end.
const attempt = "<think>One.</think>\n<answer>1</answer>";
const countOf = (prompt: string) => Buffer.byteLength(prompt + attempt) + 1;

const scratch = mkdtempSync(join(tmpdir(), "token-counts-"));
const events: StudioEvent[] = [];
let heard: { stop: () => Promise<void> };
let made = 0;
let project: TestProject;
let folder: string;

beforeAll(async () => {
  heard = await listen(
    (event) => events.push(event),
    () => undefined,
  );
});
afterAll(async () => {
  await heard.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** A project whose tokenizer's file is not there yet, with one entry. */
beforeEach(async () => {
  made += 1;
  project = await makeTestProject(`counted ${made}`);
  folder = join(scratch, String(made));
  await updateSettings(localActor, project.projectId, {
    tokenizer: join(folder, "tokenizer.json"),
  });
  await addEntry("1+0", attempt);
});
afterEach(() => {
  events.length = 0;
});

function addEntry(problem: string, text: string) {
  return makeTestPair(project, {
    problem,
    answer: "1",
    starts: 2,
    first: { text, outcome: "correct", extracted: "1" },
    second: { text: attempt, outcome: "incorrect", extracted: "2" },
  });
}

const readPair = (problem: string) =>
  db().pair.findFirstOrThrow({
    where: { projectId: project.projectId, problem: { text: problem } },
    select: { tokens: true, entry: { select: { current: { select: { tokens: true } } } } },
  });

const counted = (tokens: number | null) => ({ tokens, entry: { current: { tokens } } });
const entryEvents = () =>
  events.filter(({ topic, projectId }) => topic === "entry" && projectId === project.projectId);

test("entries made before the tokenizer is there are counted once it is, and open pages hear of it", async () => {
  const known = new Map<number, string>();
  await recountTokens(known);
  expect(await readPair("1+0")).toEqual(counted(null));
  writeTinyTokenizer(folder);
  await recountTokens(known);
  expect(await readPair("1+0")).toEqual(counted(countOf("1+0\n")));
  await expect.poll(entryEvents).toHaveLength(1);
  await recountTokens(known);
  await recountTokens(new Map());
  expect(entryEvents()).toHaveLength(1);
});

test("a text that was too long to count while somebody waited is counted too", async () => {
  const known = new Map<number, string>();
  writeTinyTokenizer(folder);
  await recountTokens(known);
  const long = `<think>${"=".repeat(500_000)}</think>\n<answer>1</answer>`;
  await addEntry("2-1", long);
  expect(await readPair("2-1")).toEqual(counted(null));
  await recountTokens(known);
  expect(await readPair("2-1")).toEqual(counted(Buffer.byteLength(`2-1\n${long}`) + 1));
});

test("counts follow a new version of the student's prompt", async () => {
  const known = new Map<number, string>();
  writeTinyTokenizer(folder);
  await recountTokens(known);
  const owner = { projectId: project.projectId, strategyId: null, use: "student" } as const;
  await savePrompt(localActor, owner, "Solve: {problem}\n");
  await recountTokens(known);
  expect(await readPair("1+0")).toEqual(counted(countOf("Solve: 1+0\n")));
});

test("counts by another tokenizer are taken back until the new one's file is there", async () => {
  const known = new Map<number, string>();
  writeTinyTokenizer(folder);
  await recountTokens(known);
  const other = join(folder, "other");
  await updateSettings(localActor, project.projectId, { tokenizer: join(other, "tokenizer.json") });
  await recountTokens(known);
  expect(await readPair("1+0")).toEqual(counted(null));
  writeTinyTokenizer(other);
  await recountTokens(known);
  expect(await readPair("1+0")).toEqual(counted(countOf("1+0\n")));
});

test("a pair that somebody holds is not waited for, and counted the next time", async () => {
  const known = new Map<number, string>();
  writeTinyTokenizer(folder);
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM pair WHERE project_id = ${project.projectId} FOR UPDATE`;
    await recountTokens(known);
  });
  expect(await readPair("1+0")).toEqual(counted(null));
  await recountTokens(known);
  expect(await readPair("1+0")).toEqual(counted(countOf("1+0\n")));
});

test("the worker's thread does all that by itself", async () => {
  const faults: unknown[] = [];
  const counts = startTokenCounts({ warn: (fault: unknown) => faults.push(fault) });
  writeTinyTokenizer(folder);
  await expect
    .poll(() => readPair("1+0"), { timeout: 30_000, interval: 200 })
    .toEqual(counted(countOf("1+0\n")));
  await counts.stop();
  expect(faults).toEqual([]);
});
