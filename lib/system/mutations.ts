import { db } from "../adapters/db/client.ts";
import { notify } from "../adapters/db/events.ts";
import type { Actor } from "../member/actor.ts";
import { type SystemFact, type SystemKey, systemFactSchemas } from "./schema.ts";

/**
 * Records what a process knows about itself. Facts, not decisions: they are replaced, not audited, and a heartbeat is no
 * news for the pages.
 */
export async function recordSystemState<Key extends SystemKey>(
  _actor: Actor,
  key: Key,
  value: SystemFact<Key>,
): Promise<void> {
  const fact = systemFactSchemas[key].parse(value);
  await db().$transaction(async (tx) => {
    const updatedAt = new Date();
    await tx.systemState.upsert({
      where: { key },
      create: { key, value: fact, updatedAt },
      update: { value: fact, updatedAt },
    });
    if (key !== "worker") await notify(tx, { topic: "system", projectId: null });
  });
}
