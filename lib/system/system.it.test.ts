import { expect, it } from "vitest";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { systemActor } from "../member/actor.ts";
import { recordSystemState } from "./mutations.ts";
import { readDatabaseFacts, readSystemState } from "./queries.ts";

useTestDatabase();

it("keeps the newest fact of a key", async () => {
  expect(await readSystemState(systemActor, "web")).toBeNull();
  await recordSystemState(systemActor, "web", { url: "http://127.0.0.1:3000" });
  await recordSystemState(systemActor, "web", { url: "http://127.0.0.1:3001" });
  expect((await readSystemState(systemActor, "web"))?.value).toEqual({
    url: "http://127.0.0.1:3001",
  });
});

it("refuses a fact of the wrong shape", async () => {
  await expect(
    recordSystemState(systemActor, "worker", { at: "yesterday", inFlight: 0 }),
  ).rejects.toThrow();
});

it("tells the database's version, size and newest migration", async () => {
  const facts = await readDatabaseFacts(systemActor);
  expect(Number.parseInt(facts.version, 10)).toBeGreaterThanOrEqual(15);
  expect(facts.bytes).toBeGreaterThan(1_000_000n);
  expect(facts.migration).toMatch(/^\d{4}_/);
});
