import { db } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import { settlePair } from "../mutations.ts";
import { readUnsettledBySettings } from "./queries.ts";

/**
 * Settles again the pairs for which the project's settings decide otherwise than what stands, each in a transaction of its
 * own. Returns how many changed; 0 the second time. One that cannot be settled does not keep the others: it is thrown last.
 */
export async function settleByNewSettings(
  actor: Actor,
  projectId: number,
  signal?: AbortSignal,
): Promise<number> {
  let changed = 0;
  const faults: unknown[] = [];
  for (let after = 0; ; ) {
    const ids = await readUnsettledBySettings(db(), projectId, after);
    const last = ids.at(-1);
    if (last === undefined) break;
    for (const id of ids) {
      signal?.throwIfAborted();
      const settled = db().$transaction((tx) => settlePair(tx, actor, id));
      await settled.then(
        (pair) => {
          if (pair.changed) changed += 1;
        },
        (error: unknown) => faults.push(error),
      );
    }
    after = last;
  }
  if (faults.length > 0) {
    throw new AggregateError(faults, `${faults.length} pairs of project ${projectId} not settled`);
  }
  return changed;
}
