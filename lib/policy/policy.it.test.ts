import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { closeQueue } from "#lib/adapters/queue/queue.ts";
import { localActor, systemActor } from "#lib/member/actor.ts";
import { createProject } from "#lib/project/mutations.ts";
import { getProject } from "#lib/project/queries.ts";
import { recordSystemState } from "#lib/system/mutations.ts";
import { getPolicyConnection } from "./connection/queries.ts";
import {
  archivePolicy,
  assignPolicy,
  createPolicy,
  ensureRecordedPolicy,
  recordPolicyTest,
  requestPolicyTest,
  updatePolicy,
} from "./mutations.ts";
import { getPolicy, listPolicies } from "./queries.ts";

useTestDatabase();

const folder = mkdtempSync(join(tmpdir(), "dualdistill-policy-"));
beforeAll(() => {
  vi.stubEnv("DATA_DIR", folder);
});
afterAll(async () => {
  await closeQueue();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const endpoint = { baseUrl: "https://models.example/v1/", model: "r1" };
let made = 0;
async function newProject() {
  made += 1;
  const { id } = await createProject(localActor, {
    name: `policies ${made}`,
    embedded: made === 1,
  });
  return getProject(localActor, id);
}

it("keeps the key sealed and hands it only to a worker", async () => {
  const { id: projectId } = await newProject();
  const { id } = await createPolicy(localActor, projectId, {
    name: "r1",
    kind: "openai-compatible",
    settings: endpoint,
    key: "sk-canary-123",
  });
  const policy = await getPolicy(localActor, projectId, id);
  expect(policy).toMatchObject({
    hasKey: true,
    settings: { baseUrl: "https://models.example/v1" },
  });
  expect(JSON.stringify([policy, await listPolicies(localActor, projectId)])).not.toContain(
    "canary",
  );
  const stored = await db()
    .$queryRaw`SELECT policy.*, encode(key_cipher, 'escape') AS escaped FROM policy WHERE id = ${id}`;
  expect(JSON.stringify(stored)).not.toContain("canary");
  expect(JSON.stringify(await db().audit.findMany())).not.toContain("canary");
  expect(await getPolicyConnection(systemActor, id)).toMatchObject({
    apiKey: "sk-canary-123",
    baseUrl: "https://models.example/v1",
  });
});

it("drops the key when the endpoint's origin changes, keeps it when only the path or the model does", async () => {
  const { id: projectId } = await newProject();
  const { id } = await createPolicy(localActor, projectId, {
    name: "p",
    kind: "openai-compatible",
    settings: endpoint,
    key: "sk-1",
  });
  const update = (baseUrl: string, key?: string | null) =>
    updatePolicy(localActor, projectId, id, {
      name: "p",
      settings: { ...endpoint, baseUrl, model: "other" },
      ...(key === undefined ? {} : { key }),
    });
  const hasKey = async () => (await getPolicy(localActor, projectId, id)).hasKey;
  expect([await update("https://models.example/v2"), await hasKey()]).toEqual([
    { keyDropped: false },
    true,
  ]);
  expect([await update("https://models.example:444/v2"), await hasKey()]).toEqual([
    { keyDropped: true },
    false,
  ]);
  expect([await update("https://models.example:444/v2", "sk-2"), await hasKey()]).toEqual([
    { keyDropped: false },
    true,
  ]);
  expect([await update("http://models.example:444/v2", "sk-3"), await hasKey()]).toEqual([
    { keyDropped: false },
    true,
  ]);
  expect((await getPolicyConnection(systemActor, id)).apiKey).toBe("sk-3");
  expect([await update("http://models.example:444/v2", null), await hasKey()]).toEqual([
    { keyDropped: false },
    false,
  ]);
});

it.each([
  ["no url", "it is not a URL"],
  ["file:///etc/passwd", "http:// or https://"],
  ["https://user:pass@models.example/v1", "a key does not belong into the URL"],
  ["https://models.example/v1?key=1", "a ? or # part"],
  ["", "it is not a URL"],
])("refuses the base URL %j", async (baseUrl, words) => {
  const { id: projectId } = await newProject();
  const creating = createPolicy(localActor, projectId, {
    name: "p",
    kind: "openai-compatible",
    settings: { ...endpoint, baseUrl },
  });
  await expect(creating).rejects.toThrow(words);
  await expect(creating).rejects.not.toThrow("pass@");
});

it("refuses a taken name, a key that no header carries, an empty model", async () => {
  const { id: projectId } = await newProject();
  const policy = { name: "p", kind: "openai-compatible", settings: endpoint } as const;
  await createPolicy(localActor, projectId, policy);
  await expect(createPolicy(localActor, projectId, policy)).rejects.toThrow('already a policy "p"');
  await expect(
    createPolicy(localActor, projectId, { ...policy, name: "q", key: "a\nb" }),
  ).rejects.toThrow("no HTTP header carries");
  await expect(
    createPolicy(localActor, projectId, {
      ...policy,
      name: "q",
      settings: { ...endpoint, model: " " },
    }),
  ).rejects.toThrow("model's name is empty");
});

it("asks for a test in the queue and shows the worker's words", async () => {
  const { id: projectId } = await newProject();
  const { id } = await createPolicy(localActor, projectId, {
    name: "p",
    kind: "openai-compatible",
    settings: endpoint,
  });
  await requestPolicyTest(localActor, projectId, id);
  expect((await getPolicy(localActor, projectId, id)).lastTest?.state).toBe("testing");
  const jobs = await db().$queryRaw`SELECT data FROM pgboss.job WHERE name = 'test-policy'`;
  expect(jobs).toEqual([{ data: { policyId: id } }]);
  await recordPolicyTest(systemActor, id, { ok: false, message: "Nobody answers there." });
  expect((await getPolicy(localActor, projectId, id)).lastTest).toMatchObject({
    ok: false,
    state: "done",
    message: "Nobody answers there.",
  });
  const recorded = await db().$transaction((tx) =>
    ensureRecordedPolicy(tx, localActor, projectId, "files"),
  );
  await expect(requestPolicyTest(localActor, projectId, recorded)).rejects.toThrow(
    "no endpoint to test",
  );
  await expect(getPolicyConnection(systemActor, recorded)).rejects.toThrow("no endpoint to call");
});

it("knows the embedded model only while it is ready", async () => {
  const project = await getProject(localActor, 1);
  const policies = await listPolicies(localActor, project.id);
  const policy = policies.find((one) => one.isEmbedded);
  const id = policy?.id ?? 0;
  await expect(getPolicyConnection(systemActor, id)).rejects.toThrow("nothing has started it yet");
  const fact = { baseUrl: "http://127.0.0.1:1/v1", token: "t", model: "m" };
  await recordSystemState(systemActor, "model-server", {
    ...fact,
    state: "unavailable",
    message: "the file is broken",
  });
  await expect(getPolicyConnection(systemActor, id)).rejects.toThrow("the file is broken");
  await recordSystemState(systemActor, "model-server", { ...fact, state: "ready", message: "" });
  expect(await getPolicyConnection(systemActor, id)).toMatchObject({
    baseUrl: fact.baseUrl,
    apiKey: "t",
    isEmbedded: true,
  });
});

it("is archived only when it teaches nobody; another project's policy is out of reach", async () => {
  const [project, other] = [await newProject(), await newProject()];
  const { id } = await createPolicy(localActor, project.id, {
    name: "p",
    kind: "openai-compatible",
    settings: endpoint,
  });
  const [first] = project.strategies;
  await assignPolicy(localActor, project.id, first.id, id);
  await expect(archivePolicy(localActor, project.id, id)).rejects.toThrow(
    `p teaches ${first.name}`,
  );
  await assignPolicy(localActor, project.id, first.id, null);
  await archivePolicy(localActor, project.id, id);
  expect((await listPolicies(localActor, project.id)).map((row) => row.id)).not.toContain(id);
  await expect(assignPolicy(localActor, other.id, other.strategies[0].id, id)).rejects.toThrow(
    "no policy",
  );
  await expect(assignPolicy(localActor, project.id, other.strategies[0].id, null)).rejects.toThrow(
    "not one of this project's two",
  );
});
