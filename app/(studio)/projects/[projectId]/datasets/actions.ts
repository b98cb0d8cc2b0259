"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { archiveDataset, freezeDataset } from "#lib/dataset/mutations.ts";
import { freezeRequestSchema } from "#lib/dataset/schema.ts";
import { requestExport } from "#lib/export/mutations.ts";
import { exportRequestSchema } from "#lib/export/schema.ts";
import { localActor } from "#lib/member/actor.ts";
import { cancelRun } from "#lib/run/mutations.ts";

const idSchema = z.int().positive();
const freezeInputSchema = freezeRequestSchema.pick({ name: true, validation: true });

export async function freezeAction(projectId: unknown, input: unknown) {
  return runAction(() =>
    freezeDataset(localActor, {
      projectId: idSchema.parse(projectId),
      ...freezeInputSchema.parse(input),
    }),
  );
}

export async function requestExportAction(datasetId: unknown, format: unknown, file: unknown) {
  return runAction(() =>
    requestExport(localActor, exportRequestSchema.parse({ datasetId, format, file })),
  );
}

export async function cancelExportAction(runId: unknown) {
  return runAction(async () => {
    await cancelRun(localActor, idSchema.parse(runId));
    return null;
  });
}

export async function archiveDatasetAction(datasetId: unknown, isArchived: unknown) {
  return runAction(async () => {
    await archiveDataset(localActor, idSchema.parse(datasetId), z.boolean().parse(isArchived));
    return null;
  });
}
