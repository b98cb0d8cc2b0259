"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { Invalid } from "#lib/errors.ts";
import { localActor } from "#lib/member/actor.ts";
import { listCellPairIds } from "#lib/pipeline-map/queries.ts";
import { retryFailed, retryPairs, startTeachRun } from "#lib/run/mutations.ts";
import { teachRequestSchema } from "#lib/run/schema.ts";

const idSchema = z.int().positive();
const positionSchema = z.union([z.literal(1), z.literal(2)]);
const cellSchema = z.object({ first: positionSchema, subset: positionSchema.nullable() });

export async function startTeachAction(projectId: unknown, input: unknown) {
  return runAction(() =>
    startTeachRun(localActor, idSchema.parse(projectId), teachRequestSchema.parse(input)),
  );
}

export async function retryFailedAction(_projectId: unknown, runIds: unknown) {
  return runAction(async () => {
    let units = 0;
    for (const runId of z.array(idSchema).max(100).parse(runIds))
      units += await retryFailed(localActor, runId);
    return units;
  });
}

export async function retryCellAction(projectId: unknown, cell: unknown) {
  return runAction(async () => {
    const id = idSchema.parse(projectId);
    const pairIds = await listCellPairIds(localActor, id, cellSchema.parse(cell));
    if (pairIds.length === 0)
      throw new Invalid("This cell is empty now: the pairs were graded anew meanwhile.");
    return retryPairs(localActor, id, { pairIds });
  });
}
