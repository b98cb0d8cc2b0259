import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makeManyEntries } from "../../bench/support/many-entries.ts";
import { db } from "../adapters/db/client.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { closeQueue, installQueue } from "../adapters/queue/queue.ts";
import { saveBalanceRule } from "../balance/mutations.ts";
import { freezeDataset } from "../dataset/mutations.ts";
import { localActor, systemActor } from "../member/actor.ts";
import { balanceRuleSchema } from "../method/balance/schema.ts";
import { requestExport } from "./mutations.ts";
import { exportFolder, exportsFolder } from "./place.ts";
import { listExports, openExportFile } from "./queries.ts";
import { runExport } from "./work/mutations.ts";

const database = useTestDatabase();
const scratch = mkdtempSync(join(tmpdir(), "export-work-"));
let datasetId = 0;

beforeAll(async () => {
  vi.stubEnv("DATA_DIR", scratch);
  await installQueue(database.url());
  const { projectId } = await makeManyEntries({ name: "work", count: 240 });
  await saveBalanceRule(localActor, { projectId, rule: balanceRuleSchema.parse({}) });
  ({ datasetId } = await freezeDataset(localActor, { projectId, name: "v1" }));
});
afterAll(async () => {
  await closeQueue();
  rmSync(scratch, { recursive: true, force: true });
});

const ask = (format: "segments" | "trl" = "segments") =>
  requestExport(localActor, { datasetId, format });
const exportOf = async (exportId: number) =>
  (await listExports(localActor, datasetId)).find((one) => one.id === exportId);

describe("an export by the worker", () => {
  it("is there to download when its run is done", async () => {
    const { exportId, runId } = await ask();
    expect(await exportOf(exportId)).toMatchObject({
      status: "queued",
      done: 0,
      total: 240,
      isComplete: false,
    });
    await expect(openExportFile(localActor, exportId, null)).rejects.toThrow("is not finished");
    await runExport(systemActor, runId);
    const made = await exportOf(exportId);
    expect(made).toMatchObject({ status: "done", done: 240, isComplete: true });
    expect(made?.files.map((file) => [file.name, file.what, file.rows])).toEqual([
      ["v1.segments.jsonl", "rows", 240],
      ["manifest.json", "manifest", null],
      ["v1.segments.load.py", "config", null],
      ["v1.segments.notes.md", "notes", null],
    ]);
    const download = await openExportFile(localActor, exportId, null);
    const text = await new Response(download.stream).text();
    expect(Buffer.byteLength(text)).toBe(download.bytes);
    expect(text.split("\n")).toHaveLength(241);
    await expect(openExportFile(localActor, exportId, "../../secret")).rejects.toThrow(
      'has no file "../../secret"',
    );
  });

  it("starts over when the worker before it died, and leaves no second copy", async () => {
    const { exportId, runId } = await ask();
    await db().run.update({ where: { id: runId }, data: { status: "running" } });
    await runExport(systemActor, runId);
    const rows = readFileSync(join(exportFolder(exportId), "v1.segments.jsonl"), "utf8");
    // The folder was published, the worker died before it could say so.
    await db().export.update({ where: { id: exportId }, data: { path: null } });
    await db().run.update({ where: { id: runId }, data: { status: "running" } });
    await runExport(systemActor, runId);
    expect(readFileSync(join(exportFolder(exportId), "v1.segments.jsonl"), "utf8")).toBe(rows);
    expect(readdirSync(exportsFolder()).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("does nothing for a run that was cancelled before", async () => {
    const { exportId, runId } = await ask();
    await db().run.update({ where: { id: runId }, data: { status: "cancelled" } });
    await runExport(systemActor, runId);
    expect(existsSync(exportFolder(exportId))).toBe(false);
  });

  it("fails with the reason on its run", async () => {
    const { exportId, runId } = await ask("trl");
    await runExport(systemActor, runId);
    const failed = await exportOf(exportId);
    expect(failed).toMatchObject({ status: "failed", isComplete: false });
    expect(failed?.reason).toContain("student tokenizer SmolLM2-135M-Instruct is missing");
    expect(existsSync(exportFolder(exportId))).toBe(false);
  });

  it("goes back to the queue when its worker is stopped", async () => {
    const { exportId, runId } = await ask();
    const stop = AbortSignal.abort(new Error("stopping"));
    await expect(runExport(systemActor, runId, stop)).rejects.toThrow("stopping");
    expect(await exportOf(exportId)).toMatchObject({ status: "running", isComplete: false });
    expect(readdirSync(exportsFolder()).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
