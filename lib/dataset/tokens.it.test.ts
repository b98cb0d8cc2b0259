import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeManyEntries } from "../../bench/support/many-entries.ts";
import { writeTinyTokenizer } from "../../bench/support/tiny-tokenizer.ts";
import { db } from "../adapters/db/client.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { saveBalanceRule } from "../balance/mutations.ts";
import { previewBalance } from "../balance/queries.ts";
import { totalsOf } from "../balance/schema.ts";
import { localActor } from "../member/actor.ts";
import { balanceRuleSchema } from "../method/balance/schema.ts";
import { updateSettings } from "../project/mutations.ts";
import { savePrompt } from "../prompt/mutations.ts";
import { freezeDataset } from "./mutations.ts";
import { getDataset } from "./queries.ts";

useTestDatabase();

const scratch = mkdtempSync(join(tmpdir(), "dataset-tokens-"));
const rule = balanceRuleSchema.parse({ ratio: null, maxTokens: 700 });
let projectId = 0;

beforeAll(async () => {
  ({ projectId } = await makeManyEntries({ name: "tokens", count: 12, filler: 40 }));
  await updateSettings(localActor, projectId, { tokenizer: writeTinyTokenizer(scratch) });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it("does not trust counts by another tokenizer, and counts again when the rule is saved", async () => {
  const before = await previewBalance(localActor, { projectId, rule });
  expect(before.out).toEqual([{ code: "no-token-count", pairs: 12, trainedTokens: 0 }]);
  const { preview } = await saveBalanceRule(localActor, { projectId, rule });
  expect(totalsOf(preview).in.entries).toBe(12);
  // One token a byte and one for the end: the counts are the row's bytes.
  const revision = await db().revision.findFirstOrThrow({
    where: { caseOf: "c10", entry: { projectId } },
  });
  const body = await db().trajectoryBody.findUniqueOrThrow({
    where: { trajectoryId: revision.firstId },
  });
  expect(revision.tokens).toBe(Buffer.byteLength(`What is 000000 + 7?\n${body.text}`) + 1);
});

it("does not trust counts under an older prompt of the student, and counts again when the rule is saved", async () => {
  const text = "Solve this.\n{problem}\n";
  await savePrompt(localActor, { projectId, strategyId: null, use: "student" }, text);
  const before = await previewBalance(localActor, { projectId, rule });
  expect(before.out).toEqual([{ code: "no-token-count", pairs: 12, trainedTokens: 0 }]);
  const counted = () =>
    db().revision.aggregate({ where: { entry: { projectId } }, _sum: { tokens: true } });
  const were = (await counted())._sum.tokens ?? 0;
  await saveBalanceRule(localActor, { projectId, rule });
  expect((await counted())._sum.tokens).toBe(were + 12 * "Solve this.\n".length);
});

it("drops what holds a special token of the student, with its reason", async () => {
  const revision = await db().revision.findFirstOrThrow({
    where: { caseOf: "c10", entry: { projectId } },
  });
  const body = await db().trajectoryBody.findUniqueOrThrow({
    where: { trajectoryId: revision.firstId },
  });
  const text = body.text.replace("We look", "<|end|>");
  await db().trajectoryBody.update({ where: { trajectoryId: revision.firstId }, data: { text } });
  const frozen = await freezeDataset(localActor, { projectId, name: "v1" });
  const { manifest } = await getDataset(localActor, frozen.datasetId);
  expect([manifest.rows, manifest.drops]).toEqual([11, { "special-token": 1 }]);
});
