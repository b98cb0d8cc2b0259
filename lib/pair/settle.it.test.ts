import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { closeQueue } from "#lib/adapters/queue/queue.ts";
import { localActor } from "#lib/member/actor.ts";
import { updateSettings } from "#lib/project/mutations.ts";
import { overrideGrade } from "#lib/trajectory/mutations.ts";
import { recordVerdict } from "#lib/verdict/mutations.ts";
import { settlePair } from "./mutations.ts";
import {
  makeTestPair,
  makeTestProject,
  type TestPair,
  type TestProject,
} from "./testing/mutations.ts";

useTestDatabase();
afterAll(closeQueue);

const withCode =
  "<think>Run it.</think>\n<code>print(1)</code>\n<executor>\n1\n</executor>\n<answer>\\boxed{1}</answer>";
const inText = "<think>\nBy hand it is 2.\n</think>\n<answer>\\boxed{2}</answer>";

const correction: TestPair = {
  problem: "settle",
  answer: "2",
  starts: 1,
  favours: 2,
  first: { text: withCode, outcome: "incorrect", extracted: "1" },
  second: { text: inText, outcome: "correct", extracted: "2" },
};

let project: TestProject;
beforeAll(async () => {
  project = await makeTestProject("settling");
});

const readPair = (id: number) =>
  db().pair.findUniqueOrThrow({
    where: { id },
    include: { entry: { include: { current: true, revisions: { orderBy: { n: "asc" } } } } },
  });

describe("settlePair", () => {
  test("(0,1) gets an entry with the default correction between the two parts", async () => {
    const { pairId } = await makeTestPair(project, { ...correction, problem: "a correction" });
    const pair = await readPair(pairId);
    expect(pair).toMatchObject({
      caseOf: "c01",
      verdict: "pending",
      firstOutcome: "incorrect",
      secondOutcome: "correct",
      favouredStrategyId: project.strategyAt[2],
      isLatest: true,
      reason: "",
    });
    expect(pair.entry?.current).toMatchObject({
      n: 0,
      transition: "Wait, the code is not correct, let's try text reasoning.",
      placement: "opensThink",
      author: "system",
      reason: "spliced",
    });
  });

  test("a first part without code takes the template made for it", async () => {
    const { pairId } = await makeTestPair(project, {
      ...correction,
      problem: "no code",
      first: {
        text: "<think>I guess.</think><answer>1</answer>",
        outcome: "incorrect",
        extracted: "1",
      },
    });
    const pair = await readPair(pairId);
    expect(pair.entry?.current?.transition).toBe(
      "Wait, the result is not correct, let's try text reasoning.",
    );
  });

  test("(1,0) is the first part alone", async () => {
    const { pairId } = await makeTestPair(project, {
      ...correction,
      problem: "one zero",
      first: { text: withCode, outcome: "correct", extracted: "1" },
      second: { text: inText, outcome: "incorrect", extracted: "2" },
    });
    const pair = await readPair(pairId);
    expect(pair.caseOf).toBe("c10");
    expect(pair.entry?.current).toMatchObject({
      transition: null,
      placement: null,
      secondId: null,
    });
  });

  test("(0,0) has a reason and no entry", async () => {
    const { pairId } = await makeTestPair(project, {
      ...correction,
      problem: "zero zero",
      second: { text: inText, outcome: "incorrect", extracted: null },
    });
    const pair = await readPair(pairId);
    expect(pair.entry).toBeNull();
    expect(pair.verdict).toBeNull();
    expect(pair.reason).toBe(
      "Neither attempt is correct: first answered 1, second gave no answer, reference 2.",
    );
  });

  test("an undecided grade waits for a person, whose override gives it its entry", async () => {
    const { pairId, firstId } = await makeTestPair(project, {
      ...correction,
      problem: "undecided",
      first: { text: withCode, outcome: "undecided", extracted: "1" },
    });
    expect(await readPair(pairId)).toMatchObject({
      caseOf: null,
      entry: null,
      reason: "Undecided: first attempt: graded undecided for the test",
    });
    await overrideGrade(localActor, {
      trajectoryId: firstId,
      outcome: "incorrect",
      reason: "1 is not 2",
    });
    expect(await readPair(pairId)).toMatchObject({ caseOf: "c01", verdict: "pending", reason: "" });
  });

  test("a truncated first part is withheld unless the project allows it", async () => {
    const truncated: TestPair = {
      ...correction,
      problem: "truncated",
      first: { text: withCode, outcome: "incorrect", extracted: null, isTruncated: true },
    };
    const { pairId } = await makeTestPair(project, truncated);
    const withheld = await readPair(pairId);
    expect(withheld).toMatchObject({ caseOf: "c01", entry: null });
    expect(withheld.reason).toMatch(/^Withheld: the first attempt stopped at the token budget/);
    expect(withheld.findings).toContain("truncated");
    await updateSettings(localActor, project.projectId, { allowTruncatedFirst: true });
    await db().$transaction((tx) => settlePair(tx, localActor, pairId));
    expect((await readPair(pairId)).entry?.state).toBe("active");
    await updateSettings(localActor, project.projectId, { allowTruncatedFirst: false });
  });

  test("an override that flips the case revises the entry; (0,0) withdraws it; lifting brings it back", async () => {
    const { pairId, firstId, secondId } = await makeTestPair(project, {
      ...correction,
      problem: "flips",
    });
    const before = await readPair(pairId);
    const entry = before.entry;
    if (!entry?.currentId || secondId === null) throw new Error("no entry");
    await recordVerdict(localActor, {
      entryId: entry.id,
      revisionId: entry.currentId,
      value: "accepted",
    });

    await overrideGrade(localActor, {
      trajectoryId: firstId,
      outcome: "correct",
      reason: "it is right",
    });
    const flipped = await readPair(pairId);
    expect(flipped).toMatchObject({ caseOf: "c11", verdict: "pending" });
    expect(flipped.entry?.current).toMatchObject({
      n: 1,
      caseOf: "c11",
      transition:
        "Wait, we can also use text-reasoning as an alternative way to verify the solution.",
    });
    expect(flipped.entry?.revisions.map((revision) => revision.transition)).toHaveLength(2);

    await overrideGrade(localActor, { trajectoryId: firstId, outcome: "incorrect", reason: "no" });
    await overrideGrade(localActor, { trajectoryId: secondId, outcome: "incorrect", reason: "no" });
    const withdrawn = await readPair(pairId);
    expect(withdrawn).toMatchObject({ caseOf: "c00", verdict: null, tokens: null });
    expect(withdrawn.entry?.state).toBe("withdrawn");

    await overrideGrade(localActor, {
      trajectoryId: secondId,
      outcome: null,
      reason: "it was right",
    });
    const back = await readPair(pairId);
    expect(back).toMatchObject({ caseOf: "c01", verdict: "pending" });
    expect(back.entry).toMatchObject({ state: "active" });
    expect(back.entry?.revisions).toHaveLength(4);
  });

  test("settling again changes nothing and leaves no audit row", async () => {
    const { pairId } = await makeTestPair(project, { ...correction, problem: "twice" });
    const rows = await db().audit.count();
    const again = await db().$transaction((tx) => settlePair(tx, localActor, pairId));
    expect(again).toMatchObject({ changed: false, state: "entry" });
    expect(await db().audit.count()).toBe(rows);
  });

  test("of several attempts the newest settled pair counts", async () => {
    const { pairId, problemId, firstId } = await makeTestPair(project, {
      ...correction,
      problem: "again",
    });
    const retry = await db().$transaction(async (tx) => {
      const pair = await tx.pair.create({
        data: {
          projectId: project.projectId,
          problemId,
          attempt: 2,
          z: 1,
          firstStrategyId: project.strategyAt[1],
          firstId,
        },
        select: { id: true },
      });
      await settlePair(tx, localActor, pair.id);
      return pair.id;
    });
    expect((await readPair(retry)).isLatest).toBe(false);
    expect((await readPair(pairId)).isLatest).toBe(true);
  });
});
