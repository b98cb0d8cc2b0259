import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { closeQueue } from "#lib/adapters/queue/queue.ts";
import { jsonLines } from "#lib/import/testing/fixture-file.ts";
import { localActor } from "#lib/member/actor.ts";
import { importProblems } from "#lib/problem/import/mutations.ts";
import { createProject } from "#lib/project/mutations.ts";
import { receiveUpload } from "#lib/upload/mutations.ts";
import { getUpload } from "#lib/upload/queries.ts";
import { beginImport, failImport, finishImport, reportImport, startImport } from "./mutations.ts";
import { getImportRun } from "./queries.ts";

useTestDatabase();

const folder = mkdtempSync(join(tmpdir(), "dualdistill-upload-"));
beforeAll(() => {
  vi.stubEnv("DATA_DIR", folder);
});
afterAll(async () => {
  await closeQueue();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function* pieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function send(content: string | Uint8Array, declaredBytes?: number | null) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const declared = declaredBytes === undefined ? bytes.length : declaredBytes;
  return receiveUpload(localActor, {
    name: "rows.jsonl",
    declaredBytes: declared,
    body: pieces(bytes),
  });
}

const uploads = () => readdirSync(join(folder, "uploads"));

it("keeps 50 MB whole", async () => {
  const bytes = new Uint8Array(50 * 1024 * 1024);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31) % 251;
  const upload = await send(bytes);
  const stored = await getUpload(localActor, upload.id);
  expect(stored.bytes).toBe(bytes.length);
  expect(readFileSync(stored.path).equals(bytes)).toBe(true);
});

it("keeps nothing of a file that breaks off, is empty or too large", async () => {
  const before = uploads();
  await expect(send("half of it", 20)).rejects.toThrow("arrived with 10 of 20 bytes");
  await expect(send("more than said", 3)).rejects.toThrow("arrived with 14 of 3 bytes");
  await expect(send("", null)).rejects.toThrow("is empty");
  vi.stubEnv("UPLOAD_LIMIT_MB", "1");
  await expect(send("x", 2 * 1024 * 1024)).rejects.toThrow("at most 1048576 are taken");
  await expect(send(new Uint8Array(1024 * 1024 + 1), null)).rejects.toThrow(
    "at most 1048576 are taken",
  );
  vi.stubEnv("UPLOAD_LIMIT_MB", "");
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
    throw new Error("reset");
  }
  await expect(
    receiveUpload(localActor, { name: "a", declaredBytes: null, body: broken() }),
  ).rejects.toThrow("reset");
  expect(uploads()).toEqual(before);
});

it("never uses a name as a path, and an id only when it is one", async () => {
  const upload = await receiveUpload(localActor, {
    name: "../../etc/pass\u0000wd",
    declaredBytes: 2,
    body: pieces(new TextEncoder().encode("{}")),
  });
  expect(upload.name).toBe("passwd");
  await expect(getUpload(localActor, "../secret")).rejects.toThrow("not here any more");
  await expect(getUpload(localActor, "0".repeat(32))).rejects.toThrow("not here any more");
});

async function startedImport(rows: readonly unknown[]) {
  const project = await createProject(localActor, {
    name: `run ${Math.random()}`,
    embedded: false,
  });
  const upload = await send(jsonLines(rows));
  const { runId } = await startImport(localActor, project.id, {
    what: "problems",
    uploadId: upload.id,
    options: {},
  });
  return { projectId: project.id, runId, upload };
}

it("goes from queued over running to done, with its result on the run", async () => {
  const { projectId, runId, upload } = await startedImport([{ problem: "p", answer: "1" }]);
  expect(await db().$queryRaw`SELECT data FROM pgboss.job WHERE name = 'import-file'`).toEqual([
    { data: { runId } },
  ]);
  const begun = await beginImport(runId);
  expect(begun).toMatchObject({
    projectId,
    createdBy: "local",
    settings: { what: "problems", name: "rows.jsonl" },
  });
  await reportImport(runId, projectId, 1);
  const { path } = await getUpload(localActor, upload.id);
  await finishImport(runId, await importProblems(localActor, projectId, { path }));
  expect(await getImportRun(localActor, projectId, runId)).toMatchObject({
    status: "done",
    done: 1,
    settings: { result: { imported: 1, isImported: true } },
  });
  expect(await beginImport(runId)).toBeNull();
});

it("fails with the number of bad rows, and takes up a run whose worker died", async () => {
  const { projectId, runId, upload } = await startedImport([{ problem: "p" }]);
  await beginImport(runId);
  expect(await beginImport(runId)).not.toBeNull();
  const { path } = await getUpload(localActor, upload.id);
  await finishImport(runId, await importProblems(localActor, projectId, { path }));
  const run = await getImportRun(localActor, projectId, runId);
  expect(run).toMatchObject({ status: "failed", failed: 1 });
  expect(run.reason).toContain("1 row cannot be read; nothing was imported");
});

it("keeps the reason of an import that could not go on; a cancelled one stays cancelled", async () => {
  const first = await startedImport([{ problem: "p", answer: "1" }]);
  await failImport(first.runId, "The file is gone.");
  expect(await getImportRun(localActor, first.projectId, first.runId)).toMatchObject({
    status: "failed",
    reason: "The file is gone.",
  });
  const second = await startedImport([{ problem: "p", answer: "1" }]);
  await db().run.update({ where: { id: second.runId }, data: { status: "cancelled" } });
  expect(await beginImport(second.runId)).toBeNull();
  await failImport(second.runId, "late");
  expect((await getImportRun(localActor, second.projectId, second.runId)).status).toBe("cancelled");
});

it("refuses options that make no sense and an upload that is gone", async () => {
  const project = await createProject(localActor, { name: "options", embedded: false });
  const upload = await send("{}\n");
  const start = (uploadId: string, options: unknown) =>
    startImport(localActor, project.id, { what: "problems", uploadId, options });
  await expect(start(upload.id, { subset: "half" })).rejects.toThrow("subset");
  await expect(start("0".repeat(32), {})).rejects.toThrow("not here any more");
});
