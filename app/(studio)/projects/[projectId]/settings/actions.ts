"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { localActor } from "#lib/member/actor.ts";
import { updateProject, updateSettings } from "#lib/project/mutations.ts";
import { strategyUpdatesSchema } from "#lib/project/schema.ts";
import { updateStrategies } from "#lib/project/strategies/mutations.ts";

const idSchema = z.int().positive();
const generalSchema = z.object({ name: z.string(), description: z.string().max(2000) });
/** Which settings, is for the mutation to judge. */
const changesSchema = z.record(z.string(), z.unknown());

export async function saveGeneral(projectId: unknown, input: unknown) {
  return runAction(async () => {
    await updateProject(localActor, idSchema.parse(projectId), generalSchema.parse(input));
    return null;
  });
}

export async function saveStrategies(projectId: unknown, input: unknown) {
  return runAction(() =>
    updateStrategies(localActor, idSchema.parse(projectId), strategyUpdatesSchema.parse(input)),
  );
}

export async function saveSettings(projectId: unknown, input: unknown) {
  return runAction(async () => {
    await updateSettings(localActor, idSchema.parse(projectId), changesSchema.parse(input));
    return null;
  });
}
