"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { localActor } from "#lib/member/actor.ts";
import { archiveProject, createProject, restoreProject } from "#lib/project/mutations.ts";
import { strategyFieldsSchema } from "#lib/project/schema.ts";

const newProjectSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** Null: the default pair. */
  pair: z
    .object({
      strategies: z.tuple([strategyFieldsSchema, strategyFieldsSchema]),
      largeFavours: z.union([z.literal(1), z.literal(2)]),
    })
    .nullable(),
  embedded: z.boolean(),
});
const idSchema = z.int().positive();

export async function createProjectAction(input: unknown) {
  return runAction(async () => {
    const { pair, ...fields } = newProjectSchema.parse(input);
    return createProject(localActor, { ...fields, pair: pair ?? "default" });
  });
}

export async function archiveProjectAction(projectId: unknown) {
  return runAction(async () => {
    await archiveProject(localActor, idSchema.parse(projectId));
    return null;
  });
}

export async function restoreProjectAction(projectId: unknown) {
  return runAction(async () => {
    await restoreProject(localActor, idSchema.parse(projectId));
    return null;
  });
}
