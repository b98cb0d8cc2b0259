import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { Conflict } from "#lib/errors.ts";
import { localActor } from "#lib/member/actor.ts";
import { makeTestPair, makeTestProject, type TestProject } from "#lib/pair/testing/mutations.ts";
import { overrideGrade } from "#lib/trajectory/mutations.ts";
import { recordVerdict, undoVerdict } from "#lib/verdict/mutations.ts";
import { restoreRevision, saveTransition } from "./mutations.ts";

useTestDatabase();

let project: TestProject;
beforeAll(async () => {
  project = await makeTestProject("saving");
});

let made = 0;
async function makeEntry() {
  made += 1;
  const pair = await makeTestPair(project, {
    problem: `save ${made}`,
    answer: "2",
    starts: 1,
    first: {
      text: "<code>print(1)</code>\n<executor>\n1\n</executor>\n<answer>1</answer>",
      outcome: "incorrect",
      extracted: "1",
    },
    second: {
      text: "<think>\nTwo.\n</think>\n<answer>2</answer>",
      outcome: "correct",
      extracted: "2",
    },
  });
  const entry = await db().entry.findUniqueOrThrow({ where: { pairId: pair.pairId } });
  return { ...pair, entryId: entry.id, revisionId: entry.currentId ?? 0 };
}

const readEntry = (id: number) =>
  db().entry.findUniqueOrThrow({
    where: { id },
    include: { current: true, pair: true, revisions: { orderBy: { n: "asc" } } },
  });

const saved = (entryId: number, baseRevisionId: number, text: string) =>
  saveTransition(localActor, {
    entryId,
    baseRevisionId,
    text,
    placement: "opens-think",
    reason: "better",
  });

describe("saveTransition", () => {
  test("makes a revision by the person, verdict pending, and says so in the audit", async () => {
    const { entryId, revisionId } = await makeEntry();
    await recordVerdict(localActor, { entryId, revisionId, value: "accepted" });
    const result = await saved(entryId, revisionId, "Wait, 1 is too small.");
    expect(result).toMatchObject({ n: 1, unchanged: false });
    const entry = await readEntry(entryId);
    expect(entry).toMatchObject({ verdict: "pending", pair: { verdict: "pending" } });
    expect(entry.current).toMatchObject({
      parentId: revisionId,
      author: "local",
      reason: "better",
      transition: "Wait, 1 is too small.",
      templateId: null,
    });
    const audit = await db().audit.findFirst({
      where: { subject: `entry:${entryId}` },
      orderBy: { id: "desc" },
    });
    expect(audit).toMatchObject({ action: "entry.save-transition", details: { from: 0, to: 1 } });
  });

  test("a stale save is a conflict that carries both versions, and nothing is written", async () => {
    const { entryId, revisionId } = await makeEntry();
    await saved(entryId, revisionId, "Theirs.");
    const stale = saved(entryId, revisionId, "Mine.");
    await expect(stale).rejects.toThrow(Conflict);
    await expect(stale).rejects.toMatchObject({
      fields: {
        baseN: 0,
        baseText: "Wait, the code is not correct, let's try text reasoning.",
        currentN: 1,
        currentText: "Theirs.",
        currentPlacement: "opens-think",
      },
    });
    expect((await readEntry(entryId)).revisions).toHaveLength(2);
  });

  test("the same text again makes no revision", async () => {
    const { entryId, revisionId } = await makeEntry();
    const same = await saved(
      entryId,
      revisionId,
      "Wait, the code is not correct, let's try text reasoning.",
    );
    expect(same).toMatchObject({ revisionId, unchanged: true });
  });

  test.each([
    ["an empty text", "", /cannot be empty/],
    ["white space", " \n ", /cannot be empty/],
    ["a tag of ours", "</think> and out", /holds no <think>/],
    ["a chapter", "a".repeat(20_001), /at most 20,000 characters/],
  ])("refuses %s", async (_, text, message) => {
    const { entryId, revisionId } = await makeEntry();
    await expect(saved(entryId, revisionId, text)).rejects.toThrow(message);
  });

  test("characters Postgres cannot hold are stored as signs", async () => {
    const { entryId, revisionId } = await makeEntry();
    await saved(entryId, revisionId, "a\u0000b\ud800c");
    expect((await readEntry(entryId)).current?.transition).toBe("a\u2400b\ufffdc");
  });

  test("a (1,0) entry and a withdrawn entry have no transition to save", async () => {
    const one = await makeEntry();
    await overrideGrade(localActor, { trajectoryId: one.firstId, outcome: "correct", reason: "x" });
    await overrideGrade(localActor, {
      trajectoryId: one.secondId ?? 0,
      outcome: "incorrect",
      reason: "x",
    });
    const entry = await readEntry(one.entryId);
    await expect(saved(one.entryId, entry.currentId ?? 0, "t")).rejects.toThrow(/\(1,0\) entry/);
    await overrideGrade(localActor, {
      trajectoryId: one.firstId,
      outcome: "incorrect",
      reason: "x",
    });
    await expect(saved(one.entryId, entry.currentId ?? 0, "t")).rejects.toThrow(/withdrawn/);
  });

  test("200 concurrent saves on 5 entries: accepted + conflicts = 200, every accepted one is in the history", async () => {
    const entries = [
      await makeEntry(),
      await makeEntry(),
      await makeEntry(),
      await makeEntry(),
      await makeEntry(),
    ];
    const bases = new Map(entries.map((entry) => [entry.entryId, entry.revisionId]));
    const waiting = Array.from({ length: 200 }, (_, i) => ({
      entry: entries[i % 5],
      text: `version ${i}`,
    }));
    const accepted: string[] = [];
    let conflicts = 0;
    const saveOne = async (entryId: number, text: string) => {
      try {
        const done = await saved(entryId, bases.get(entryId) ?? 0, text);
        accepted.push(text);
        bases.set(entryId, done.revisionId);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        conflicts += 1;
        bases.set(entryId, Number(error.fields.currentRevisionId));
      }
    };
    const curator = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        await saveOne(next.entry?.entryId ?? 0, next.text);
      }
    };
    await Promise.all(Array.from({ length: 16 }, curator));
    expect(accepted.length + conflicts).toBe(200);
    expect(conflicts).toBeGreaterThan(0);
    const histories = await Promise.all(entries.map((entry) => readEntry(entry.entryId)));
    const stored = histories.flatMap((entry) =>
      entry.revisions.slice(1).map((row) => row.transition),
    );
    expect(stored.toSorted()).toEqual(accepted.toSorted());
    for (const { revisions, currentId } of histories) {
      expect(revisions.at(-1)?.id).toBe(currentId);
      expect(revisions.slice(1).map((row) => row.parentId)).toEqual(
        revisions.slice(0, -1).map((row) => row.id),
      );
    }
  }, 60_000);
});

describe("restoreRevision", () => {
  test("brings an older transition back as a new revision", async () => {
    const { entryId, revisionId } = await makeEntry();
    const second = await saved(entryId, revisionId, "Another.");
    await restoreRevision(localActor, { entryId, baseRevisionId: second.revisionId, revisionId });
    const { current } = await readEntry(entryId);
    expect(current).toMatchObject({
      n: 2,
      transition: "Wait, the code is not correct, let's try text reasoning.",
      reason: "restored r0",
    });
  });

  test("refuses a stale base, another entry's revision, and another case's", async () => {
    const one = await makeEntry();
    const two = await makeEntry();
    const after = await saved(one.entryId, one.revisionId, "Another.");
    const base = { entryId: one.entryId, baseRevisionId: after.revisionId };
    await expect(
      restoreRevision(localActor, {
        ...base,
        baseRevisionId: one.revisionId,
        revisionId: one.revisionId,
      }),
    ).rejects.toThrow(Conflict);
    await expect(
      restoreRevision(localActor, { ...base, revisionId: two.revisionId }),
    ).rejects.toThrow(/has no revision/);
    await overrideGrade(localActor, { trajectoryId: one.firstId, outcome: "correct", reason: "x" });
    const flipped = await readEntry(one.entryId);
    await expect(
      restoreRevision(localActor, {
        entryId: one.entryId,
        baseRevisionId: flipped.currentId ?? 0,
        revisionId: one.revisionId,
      }),
    ).rejects.toThrow(/made for case \(0,1\)/);
  });
});

describe("verdicts", () => {
  test("undo goes back one decision at a time", async () => {
    const { entryId, revisionId } = await makeEntry();
    await recordVerdict(localActor, { entryId, revisionId, value: "accepted" });
    await recordVerdict(localActor, { entryId, revisionId, value: "needs-edit", reason: "vague" });
    expect(await undoVerdict(localActor, { entryId })).toMatchObject({
      before: "needs-edit",
      value: "accepted",
    });
    expect(await undoVerdict(localActor, { entryId })).toMatchObject({
      before: "accepted",
      value: "pending",
    });
    await expect(undoVerdict(localActor, { entryId })).rejects.toThrow(
      /no verdict on this revision/,
    );
    expect(await readEntry(entryId)).toMatchObject({
      verdict: "pending",
      pair: { verdict: "pending" },
    });
  });

  test("a verdict on a revision that is not current any more is a conflict", async () => {
    const { entryId, revisionId } = await makeEntry();
    await saved(entryId, revisionId, "Newer.");
    await expect(
      recordVerdict(localActor, { entryId, revisionId, value: "accepted" }),
    ).rejects.toThrow(/look at it before you judge it/);
  });
});
