import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { type ManyEntries, makeManyEntries } from "../../bench/support/many-entries.ts";
import { closeDb, db } from "../adapters/db/client.ts";
import { migrate } from "../adapters/db/migrate.ts";
import { useTestDatabase, withEmptyDatabase } from "../adapters/db/testing.ts";
import { saveBalanceRule } from "../balance/mutations.ts";
import { freezeDataset } from "../dataset/mutations.ts";
import { getDataset } from "../dataset/queries.ts";
import { databaseUrl, pointAtDatabase } from "../env.ts";
import { localActor } from "../member/actor.ts";
import { balanceRuleSchema } from "../method/balance/schema.ts";
import { exportToPath } from "./mutations.ts";

useTestDatabase();

const scratch = mkdtempSync(join(tmpdir(), "elsewhere-test-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Freezes and exports the same 90 problems; what differs is only where and in what order they stand in the database. */
async function make(wanted: Pick<ManyEntries, "firstId" | "isReversed">, folder: string) {
  const { projectId } = await makeManyEntries({ name: "same", count: 90, ...wanted });
  const revisions = await db().revision.findMany({
    orderBy: { transition: "asc" },
    select: { entryId: true, tokens: true },
  });
  // 30 of them are undecided about: the rule must choose the same ones everywhere.
  const pending = revisions.filter((row) => (row.tokens ?? 0) % 3 === 0).map((row) => row.entryId);
  await db().entry.updateMany({ where: { id: { in: pending } }, data: { verdict: "pending" } });
  const rule = balanceRuleSchema.parse({
    seed: 7,
    ratio: [2, 1],
    by: "tokens",
    caps: { "1,1": 15 },
  });
  await saveBalanceRule(localActor, { projectId, rule });
  const frozen = await freezeDataset(localActor, { projectId, name: "v1", validation: 0.1 });
  const dataset = await getDataset(localActor, frozen.datasetId);
  for (const file of ["jsonl", "parquet"] as const) {
    await exportToPath(localActor, {
      dataset,
      format: "segments",
      out: `${join(scratch, folder)}/`,
      file,
    });
  }
  return dataset.manifest;
}

const bytesOf = (folder: string, name: string) =>
  readFileSync(join(scratch, folder, name)).toString("base64");

it("gives the same hash, manifest and bytes in another database, whatever the ids and the order of insertion", async () => {
  const here = await make({}, "here");
  const there = await withEmptyDatabase(async (url) => {
    const before = databaseUrl();
    await closeDb();
    await migrate({ connectionString: url });
    pointAtDatabase(url);
    try {
      return await make({ firstId: 5000, isReversed: true }, "there");
    } finally {
      await closeDb();
      pointAtDatabase(before ?? "");
    }
  });
  expect(there).toEqual(here);
  expect(here.rows).toBeGreaterThan(20);
  expect(here.drops.balance).toBeGreaterThan(0);
  for (const name of [
    "v1.segments.jsonl",
    "v1.segments.validation.jsonl",
    "v1.segments.parquet",
    "manifest.json",
  ]) {
    expect(bytesOf("there", name)).toBe(bytesOf("here", name));
  }
});
