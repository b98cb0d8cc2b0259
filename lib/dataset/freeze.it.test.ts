import { beforeAll, describe, expect, it } from "vitest";
import { makeManyEntries } from "../../bench/support/many-entries.ts";
import { db } from "../adapters/db/client.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { saveBalanceRule } from "../balance/mutations.ts";
import { previewBalance } from "../balance/queries.ts";
import { totalsOf } from "../balance/schema.ts";
import { localActor } from "../member/actor.ts";
import { type BalanceRuleInput, balanceRuleSchema } from "../method/balance/schema.ts";
import { archiveDataset, freezeDataset } from "./mutations.ts";
import { firstRows, getDataset, listDatasets, listDrops, previewFreeze } from "./queries.ts";
import { datasetEntries } from "./rows/queries.ts";

useTestDatabase();

const rule = (input: BalanceRuleInput = {}) => balanceRuleSchema.parse(input);
let projectId = 0;

beforeAll(async () => {
  ({ projectId } = await makeManyEntries({ name: "freeze", count: 60 }));
});

const setVerdict = (pairId: number, verdict: "accepted" | "rejected" | "pending" | "needsEdit") =>
  db().entry.update({ where: { pairId }, data: { verdict } });

describe("freeze", () => {
  it("needs a stored rule and says how to make one", async () => {
    await expect(freezeDataset(localActor, { projectId, name: "v0" })).rejects.toThrow(
      'T1 of project "freeze" has no stored balance rule, so there is nothing to freeze. Save one on the Balance page, or run: npm run dd -- balance --project "freeze" --buffer T1',
    );
  });

  it("takes what the rule chooses, in the order of the rows' ids, and never a rejected entry", async () => {
    const saved = await saveBalanceRule(localActor, { projectId, rule: rule() });
    expect(totalsOf(saved.preview).in.entries).toBe(60);
    await setVerdict(1, "rejected");
    await setVerdict(2, "needsEdit");
    await setVerdict(3, "pending");
    const frozen = await freezeDataset(localActor, { projectId, name: "v1" });
    const preview = await previewBalance(localActor, { projectId, rule: rule() });
    expect(frozen.rows).toBe(totalsOf(preview).in.entries);
    expect(frozen.rows + frozen.dropped).toBe(60);
    expect(frozen.changes.filter((change) => change.what === "out")).toEqual([
      { what: "out", code: "rejected", before: 0, after: 1 },
      { what: "out", code: "needs-edit", before: 0, after: 1 },
      { what: "out", code: "pending", before: 0, after: 1 },
      ...frozen.changes.filter((change) => change.what === "out" && change.code === "balance"),
    ]);
    const rows = await db().datasetRow.findMany({
      where: { datasetId: frozen.datasetId },
      orderBy: { position: "asc" },
      include: { revision: { select: { entry: { select: { pairId: true } } } } },
    });
    expect(rows.map((row) => row.rowSha256)).toEqual(rows.map((row) => row.rowSha256).toSorted());
    expect(rows.map((row) => row.position)).toEqual(rows.map((_, i) => i));
    for (const pairId of [1, 2, 3])
      expect(rows.map((row) => row.revision.entry.pairId)).not.toContain(pairId);
    expect(
      await listDrops(localActor, { datasetId: frozen.datasetId, code: "rejected" }),
    ).toMatchObject([{ pairId: 1, code: "rejected", problem: "What is 000000 + 7?" }]);
    expect(await previewFreeze(localActor, { projectId, buffer: "T1" })).toMatchObject({
      changes: frozen.changes,
    });
  });

  it("writes a manifest without times or ids, whose counts add up", async () => {
    const [row] = await listDatasets(localActor, { projectId });
    const { manifest } = await getDataset(localActor, row?.id ?? 0);
    expect(JSON.stringify(manifest)).not.toMatch(/createdAt|"id"|20\d\d-/);
    expect(manifest.counts.cells.reduce((sum, cell) => sum + cell.in, 0)).toBe(manifest.rows);
    expect(manifest.counts.train.rows).toBe(manifest.rows);
    expect(manifest.graders).toEqual([
      { grader: "studio", version: "1", trajectories: expect.any(Number) },
    ]);
    expect(manifest.studentPrompt.text).toBe("{problem}\n");
    expect(Object.values(manifest.drops).reduce((sum, count) => sum + count, 0)).toBe(
      60 - manifest.rows,
    );
  });

  it("refuses a name that is taken, two freezes at once included", async () => {
    await expect(freezeDataset(localActor, { projectId, name: "v1" })).rejects.toThrow(
      'A dataset named "v1" exists already',
    );
    const both = await Promise.allSettled([
      freezeDataset(localActor, { projectId, name: "twice" }),
      freezeDataset(localActor, { projectId, name: "twice" }),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("keeps all rows of a problem on one side of the split, the same side every time", async () => {
    const one = await freezeDataset(localActor, { projectId, name: "split-1", validation: 0.25 });
    const two = await freezeDataset(localActor, { projectId, name: "split-2", validation: 0.25 });
    const { manifest } = await getDataset(localActor, one.datasetId);
    expect(manifest.counts.validation.rows).toBe(Math.round(manifest.rows * 0.25));
    expect(two.sha256).toBe(one.sha256);
    const whole = await freezeDataset(localActor, { projectId, name: "whole" });
    expect(whole.sha256).not.toBe(one.sha256);
  });

  it("does not change when the entry behind a row does", async () => {
    const frozen = await freezeDataset(localActor, { projectId, name: "before" });
    const before = await firstRows(localActor, frozen.datasetId, { rows: 3, characters: 50 });
    const pairId = before[0]?.pairId ?? 0;
    const old = await db().revision.findFirstOrThrow({ where: { entry: { pairId } } });
    const next = await db().revision.create({
      data: {
        entryId: old.entryId,
        n: 1,
        parentId: old.id,
        author: "local",
        reason: "",
        caseOf: old.caseOf,
        pieces: [],
        leftOut: [],
        firstId: old.firstId,
        findings: [],
      },
    });
    await db().entry.update({
      where: { pairId },
      data: { currentId: next.id, verdict: "pending" },
    });
    expect(await firstRows(localActor, frozen.datasetId, { rows: 3, characters: 50 })).toEqual(
      before,
    );
  });

  it("exports nothing of a row that no longer renders to what was frozen", async () => {
    const frozen = await freezeDataset(localActor, { projectId, name: "tampered" });
    const row = await db().datasetRow.findFirstOrThrow({
      where: { datasetId: frozen.datasetId, position: 2 },
      include: { revision: true },
    });
    await db().trajectoryBody.update({
      where: { trajectoryId: row.revision.firstId },
      data: { text: "x".repeat(5000) },
    });
    const pages = datasetEntries({
      datasetId: frozen.datasetId,
      studentPrompt: "{problem}\n",
      split: "train",
    });
    await expect(pages.next()).rejects.toThrow(
      /^Row 2 no longer renders to the text it was frozen with/,
    );
  });

  it("is archived, never deleted", async () => {
    const before = await listDatasets(localActor, { projectId });
    const id = before[0]?.id ?? 0;
    await archiveDataset(localActor, id, true);
    expect((await listDatasets(localActor, { projectId })).map((row) => row.id)).not.toContain(id);
    expect(
      (await listDatasets(localActor, { projectId, archived: true })).map((row) => row.id),
    ).toEqual([id]);
  });
});
