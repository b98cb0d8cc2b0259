import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeTinyTokenizer } from "../../bench/support/tiny-tokenizer.ts";
import { db } from "../adapters/db/client.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { countMissingTokens } from "../dataset/recount/mutations.ts";
import { localActor } from "../member/actor.ts";
import { makeTestPair, makeTestProject, type TestProject } from "../pair/testing/mutations.ts";
import { updateSettings } from "../project/mutations.ts";
import { getProject } from "../project/queries.ts";
import { savePrompt } from "../prompt/mutations.ts";
import { previewTransition } from "./editor/queries.ts";
import { saveTransition } from "./mutations.ts";

useTestDatabase();

// One token a byte and one for the end: counts can be told from the texts.
const scratch = mkdtempSync(join(tmpdir(), "entry-count-"));
const second = "<think>\nTwo.\n</think>\n<answer>2</answer>";
let project: TestProject;

beforeAll(async () => {
  project = await makeTestProject("counting");
  await updateSettings(localActor, project.projectId, { tokenizer: writeTinyTokenizer(scratch) });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function makeEntry(problem: string, thought = "Two?") {
  const { pairId } = await makeTestPair(project, {
    problem,
    answer: "2",
    starts: 1,
    first: {
      text: `<think>${thought}</think>\n<answer>1</answer>`,
      outcome: "incorrect",
      extracted: "1",
    },
    second: { text: second, outcome: "correct", extracted: "2" },
  });
  return db().entry.findUniqueOrThrow({ where: { pairId }, include: { current: true } });
}

const save = (entry: { id: number; currentId: number | null }, text: string) =>
  saveTransition(localActor, {
    entryId: entry.id,
    baseRevisionId: entry.currentId ?? 0,
    text,
    placement: "opens-think",
    reason: "",
  });

const current = async (id: number) =>
  (await db().entry.findUniqueOrThrow({ where: { id }, include: { current: true } })).current;

test("a save stores the counts of the text it made", async () => {
  const entry = await makeEntry("short");
  const wait = "Wait, no.";
  await save(entry, wait);
  const before = entry.current?.tokens ?? 0;
  const grew = wait.length - (entry.current?.transition?.length ?? 0);
  expect((await current(entry.id))?.tokens).toBe(before + grew);
});

test("a text of megabytes is not counted while a person waits, neither in the preview nor in the save", async () => {
  const entry = await makeEntry("long", "=".repeat(3_000_000));
  expect(entry.current?.tokens).toBeNull();
  const draft = { text: "Wait, no.", placement: "opens-think" } as const;
  const preview = await previewTransition(localActor, project.projectId, entry.id, draft);
  expect(preview).toMatchObject({ counts: null, isTooLong: true });
  await save(entry, "Wait, no.");
  expect(await current(entry.id)).toMatchObject({ n: 1, tokenizer: "", tokens: null });
});

test("a special token of the student is noticed when the entry is made, in a draft, and when it is counted later", async () => {
  const findingsOf = async (pairId: number) => {
    const { findings, entry } = await db().pair.findUniqueOrThrow({
      where: { id: pairId },
      include: { entry: { include: { current: true } } },
    });
    const own = JSON.stringify(entry?.current?.findings);
    return [findings.includes("special-token"), own.includes("special-token")];
  };
  const entry = await makeEntry("special", "says <|end|> here");
  expect(await findingsOf(entry.pairId)).toEqual([true, true]);
  const draft = { text: "Wait, <|end|>.", placement: "opens-think" } as const;
  const preview = await previewTransition(localActor, project.projectId, entry.id, draft);
  expect(preview.findings).toContainEqual({ code: "special-token", count: 2 });

  const { tokenizer } = await readTokenizer();
  await updateSettings(localActor, project.projectId, { tokenizer: join(scratch, "absent.json") });
  const late = await makeEntry("special, late", "says <|end|> here too");
  expect(await findingsOf(late.pairId)).toEqual([false, false]);
  await updateSettings(localActor, project.projectId, { tokenizer });
  await countMissingTokens(localActor, project.projectId);
  expect(await findingsOf(late.pairId)).toEqual([true, true]);
});

async function readTokenizer() {
  const { settings } = await getProject(localActor, project.projectId);
  return { tokenizer: settings.tokenizer };
}

const patient = { timeout: 20_000 };

test("what changed between the counting and the lock is counted again", async () => {
  const entry = await makeEntry("raced");
  let saving: Promise<unknown> = Promise.resolve();
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM entry WHERE id = ${entry.id} FOR UPDATE`;
    saving = save(entry, "Wait, no.");
    // On a connection of its own: a transaction sees the same activity for as long as it lasts.
    await expect
      .poll(async () => {
        const waiting = await db().$queryRaw<
          unknown[]
        >`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
        return waiting.length;
      }, patient)
      .toBe(1);
    const owner = { projectId: project.projectId, strategyId: null, use: "student" } as const;
    await savePrompt(localActor, owner, "Solve this, please: {problem}\n");
  });
  await saving;
  const counted = await current(entry.id);
  expect(counted?.tokensByRole).toMatchObject({ prompt: "Solve this, please: raced\n".length });
});
