import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { closeQueue, startQueue } from "#lib/adapters/queue/queue.ts";
import { localActor, systemActor } from "#lib/member/actor.ts";
import { settleByNewSettings } from "#lib/pair/settle/mutations.ts";
import { makeTestPair, makeTestProject, type TestProject } from "#lib/pair/testing/mutations.ts";
import { updateSettings } from "#lib/project/mutations.ts";
import { settlePairs } from "./tasks/settle-pairs.ts";

useTestDatabase();
afterAll(closeQueue);

let project: TestProject;
let other: TestProject;
beforeAll(async () => {
  project = await makeTestProject("allows later");
  other = await makeTestProject("never allows");
});

let made = 0;
async function makePair(inside: TestProject, isTruncated: boolean, second = true) {
  made += 1;
  const { pairId } = await makeTestPair(inside, {
    problem: `settle again ${made}`,
    answer: "2",
    starts: 1,
    first: { text: "<think>One.", outcome: "incorrect", isTruncated },
    second: {
      text: "<think>\nTwo.\n</think>\n<answer>2</answer>",
      outcome: second ? "correct" : "incorrect",
      extracted: "2",
    },
  });
  return pairId;
}

const allow = (allowTruncatedFirst: boolean) =>
  updateSettings(localActor, project.projectId, { allowTruncatedFirst });

const readPair = (id: number) =>
  db().pair.findUniqueOrThrow({
    where: { id },
    select: { reason: true, verdict: true, entry: { select: { state: true } } },
  });

const settlements = (id: number) =>
  db().audit.count({ where: { action: "pair.settle", subject: `pair:${id}` } });

const jobs = async () =>
  (await db().$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name = 'settle-pairs'`).length;

const withheld = { reason: expect.stringMatching(/^Withheld:/), verdict: null };
const inBuffer = { reason: "", verdict: "pending", entry: { state: "active" } };

test("pairs follow a change of what the project allows, once, with audit; no others are touched", async () => {
  const truncated = await makePair(project, true);
  const whole = await makePair(project, false);
  const neither = await makePair(project, true, false);
  const elsewhere = await makePair(other, true);
  expect(await readPair(truncated)).toEqual({ ...withheld, entry: null });
  const before = await Promise.all([whole, neither, elsewhere].map(settlements));

  await allow(true);
  expect(await settleByNewSettings(systemActor, project.projectId)).toBe(1);
  expect(await readPair(truncated)).toEqual(inBuffer);
  expect(await settlements(truncated)).toBe(2);
  expect(await settleByNewSettings(systemActor, project.projectId)).toBe(0);
  expect(await settlements(truncated)).toBe(2);

  await allow(false);
  expect(await settleByNewSettings(systemActor, project.projectId)).toBe(1);
  expect(await readPair(truncated)).toEqual({ ...withheld, entry: { state: "withdrawn" } });
  expect(await settlements(truncated)).toBe(3);

  expect(await readPair(elsewhere)).toMatchObject(withheld);
  expect(await Promise.all([whole, neither, elsewhere].map(settlements))).toEqual(before);
});

test("a pair that cannot be settled does not keep the others", async () => {
  const broken = await makePair(project, true);
  const good = await makePair(project, true);
  const { firstId } = await db().pair.findUniqueOrThrow({ where: { id: broken } });
  await db().trajectoryBody.delete({ where: { trajectoryId: firstId ?? 0 } });
  await allow(true);
  await expect(settleByNewSettings(systemActor, project.projectId)).rejects.toThrow(
    `1 pairs of project ${project.projectId} not settled`,
  );
  expect(await readPair(good)).toEqual(inBuffer);
  await db().pair.delete({ where: { id: broken } });
});

test("a save asks the worker for it only when what is allowed changes, and the worker does it", async () => {
  await allow(true);
  const before = await jobs();
  await updateSettings(localActor, project.projectId, { tokenBudget: 512 });
  await allow(true);
  expect(await jobs()).toBe(before);

  const truncated = await makePair(project, true);
  expect(await readPair(truncated)).toEqual(inBuffer);
  const queue = await startQueue({ "settle-pairs": settlePairs }, (error) => {
    throw error;
  });
  await allow(false);
  await expect
    .poll(() => readPair(truncated), { timeout: 20_000 })
    .toEqual({ ...withheld, entry: { state: "withdrawn" } });
  await queue.stop(1_000);
});
