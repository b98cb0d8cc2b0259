import type { Tx } from "#lib/adapters/db/client.ts";

/** One writer of problems at a time in a project, until the transaction ends: ordinals follow each other. */
export async function lockProblemOrder(tx: Tx, projectId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('studio.problem-order'), ${projectId}::int)`;
}

/** The ordinal that the next problem gets; call `lockProblemOrder` first. */
export async function nextOrdinal(tx: Tx, projectId: number): Promise<number> {
  const last = await tx.problem.aggregate({ where: { projectId }, _max: { ordinal: true } });
  return (last._max.ordinal ?? 0) + 1;
}
