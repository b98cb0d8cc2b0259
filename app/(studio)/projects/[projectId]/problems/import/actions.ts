"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { startImport } from "#lib/import-run/mutations.ts";
import { localActor } from "#lib/member/actor.ts";

const idSchema = z.int().positive();
const requestSchema = z.object({
  what: z.enum(["problems", "trajectories"]),
  uploadId: z.string(),
  options: z.unknown(),
});

export async function startImportAction(projectId: unknown, input: unknown) {
  return runAction(() =>
    startImport(localActor, idSchema.parse(projectId), requestSchema.parse(input)),
  );
}
