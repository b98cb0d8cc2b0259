"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { localActor } from "#lib/member/actor.ts";
import { archiveTemplate, saveTemplate } from "#lib/transition/mutations.ts";
import { templateFieldsSchema, transitionSlotSchema } from "#lib/transition/schema.ts";

const idSchema = z.int().positive();
const inputSchema = templateFieldsSchema.extend({
  isDefault: z.boolean(),
  basedOn: z.int().nonnegative(),
});

export async function saveTemplateAction(slot: unknown, input: unknown) {
  return runAction(() =>
    saveTemplate(localActor, { ...transitionSlotSchema.parse(slot), ...inputSchema.parse(input) }),
  );
}

export async function archiveTemplateAction(projectId: unknown, templateId: unknown) {
  return runAction(async () => {
    await archiveTemplate(localActor, idSchema.parse(projectId), idSchema.parse(templateId));
    return null;
  });
}
