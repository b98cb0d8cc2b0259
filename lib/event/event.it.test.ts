import { expect, it } from "vitest";
import { db } from "../adapters/db/client.ts";
import { notify } from "../adapters/db/events.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { localActor } from "../member/actor.ts";
import { type Announcement, eventCursor, subscribeToEvents } from "./queries.ts";

useTestDatabase();

/** Collects announcements until `done` says that they are enough. */
function collect(
  done: (seen: readonly Announcement[]) => boolean,
): Promise<readonly Announcement[]> {
  return new Promise((resolve) => {
    const seen: Announcement[] = [];
    const leave = subscribeToEvents(localActor, (announcement) => {
      seen.push(announcement);
      if (!done(seen)) return;
      leave();
      resolve(seen);
    });
  });
}

it("hears of a change when it is committed, never of one rolled back", async () => {
  const isLast = (seen: readonly Announcement[]) =>
    seen.some((event) => event !== "resync" && event.topic === "run");
  const heard = collect(isLast);
  await expect.poll(() => eventCursor(localActor)).not.toBeNull();
  const before = eventCursor(localActor);
  const rolledBack = db().$transaction(async (tx) => {
    await notify(tx, { topic: "dataset", projectId: 1, id: 9 });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  await db().$transaction(async (tx) => {
    await notify(tx, { topic: "pair", projectId: 1, id: 4 });
    await notify(tx, { topic: "run", projectId: 1, id: 2 });
  });
  const events = (await heard).filter((event) => event !== "resync");
  expect(events).toEqual([
    { topic: "pair", projectId: 1, id: 4 },
    { topic: "run", projectId: 1, id: 2 },
  ]);
  expect(eventCursor(localActor)).toBe(Number(before) + 2);
});

it("says that everything may have changed after the database was away", async () => {
  const heard = collect((seen) => seen.includes("resync"));
  await db().$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE query = 'LISTEN studio' AND datname = current_database()`;
  expect(await heard).toContain("resync");
});
