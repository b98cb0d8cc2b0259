import { expect, it } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { localActor, systemActor } from "#lib/member/actor.ts";
import { createProject } from "#lib/project/mutations.ts";
import { ensureSampleProject } from "./mutations.ts";

useTestDatabase();

it("is made once at a first start, whatever a command made before, and never again", async () => {
  const own = await createProject(localActor, { name: "mine", embedded: false });
  expect(await ensureSampleProject(systemActor)).toBeNull();
  const made = await ensureSampleProject(systemActor, true);
  expect(made?.projectId).not.toBe(own.id);
  expect(await db().run.count({ where: { projectId: made?.projectId ?? 0, kind: "teach" } })).toBe(
    1,
  );
  expect(await ensureSampleProject(systemActor, true)).toBeNull();
});
