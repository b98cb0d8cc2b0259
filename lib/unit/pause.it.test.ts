import { expect, test } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { localActor } from "#lib/member/actor.ts";
import { createProject, updateSettings } from "#lib/project/mutations.ts";
import { pauseAtLimit } from "./mutations.ts";

useTestDatabase();

test("a unit that ends while the limit is raised does not pause the run by the old one", async () => {
  const { id: projectId } = await createProject(localActor, { name: "limited", embedded: false });
  await updateSettings(localActor, projectId, { tokenLimit: 50 });
  const run = await db().run.create({
    data: { projectId, kind: "teach", status: "running", settings: {}, tokens: 60, createdBy: "x" },
    select: { id: true },
  });
  let pausing: Promise<boolean> = Promise.resolve(true);
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM run WHERE id = ${run.id} FOR UPDATE`;
    pausing = pauseAtLimit(run.id);
    const waiting = () => db().$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1);
    await updateSettings(localActor, projectId, { tokenLimit: null });
  });
  expect(await pausing).toBe(false);
  expect(await db().run.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({
    status: "running",
  });
});
