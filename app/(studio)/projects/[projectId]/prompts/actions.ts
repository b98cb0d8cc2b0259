"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { localActor } from "#lib/member/actor.ts";
import { savePrompt } from "#lib/prompt/mutations.ts";
import { promptOwnerSchema } from "#lib/prompt/schema.ts";

export async function savePromptAction(owner: unknown, text: unknown, basedOn: unknown) {
  return runAction(() =>
    savePrompt(
      localActor,
      promptOwnerSchema.parse(owner),
      z.string().parse(text),
      z.int().positive().parse(basedOn),
    ),
  );
}
