import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { db } from "../db/client.ts";
import { useTestDatabase } from "../db/testing.ts";
import type { JobName } from "./jobs.ts";
import { closeQueue, enqueue, startQueue } from "./queue.ts";

useTestDatabase();
afterAll(closeQueue);

async function waitingJobs(name: JobName): Promise<unknown[]> {
  const rows = await db()
    .$queryRaw`SELECT data FROM pgboss.job WHERE name = ${name} AND state = 'created' ORDER BY created_on`;
  return z
    .array(z.object({ data: z.unknown() }))
    .parse(rows)
    .map((row) => row.data);
}

it("adds a job exactly when its transaction commits", async () => {
  await db().$transaction((tx) => enqueue(tx, "import-file", { runId: 1 }));
  const rolledBack = db().$transaction(async (tx) => {
    await enqueue(tx, "import-file", { runId: 2 });
    throw new Error("changed my mind");
  });
  await expect(rolledBack).rejects.toThrow("changed my mind");
  expect(await waitingJobs("import-file")).toEqual([{ runId: 1 }]);
});

it("refuses a payload of the wrong shape", async () => {
  await expect(
    db().$transaction((tx) => enqueue(tx, "export-dataset", { runId: -1 })),
  ).rejects.toThrow();
  expect(await waitingJobs("export-dataset")).toEqual([]);
});

it("hands a job to its handler soon after the commit", async () => {
  const seen: number[] = [];
  const queue = await startQueue(
    {
      "test-policy": async ({ policyId }) => {
        seen.push(policyId);
      },
    },
    (error) => {
      throw error;
    },
  );
  const started = Date.now();
  await db().$transaction((tx) => enqueue(tx, "test-policy", { policyId: 7 }));
  while (seen.length === 0 && Date.now() - started < 10_000) await sleep(20);
  expect(seen).toEqual([7]);
  expect(Date.now() - started).toBeLessThan(3_000);
  await queue.stop(1_000);
});
