"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import type { NewTemplate } from "#components/transition-editor/save-template.tsx";
import { restoreRevision, saveTransition } from "#lib/entry/mutations.ts";
import {
  type RestoreRevision,
  type SaveTransition,
  saveTransitionSchema,
} from "#lib/entry/schema.ts";
import { localActor } from "#lib/member/actor.ts";
import { type Outcome, outcomeSchema } from "#lib/method/grading/schema.ts";
import { retryPairs } from "#lib/run/mutations.ts";
import { overrideGrade } from "#lib/trajectory/mutations.ts";
import { saveTemplate } from "#lib/transition/mutations.ts";
import {
  type TransitionSlot,
  templateFieldsSchema,
  transitionSlotSchema,
} from "#lib/transition/schema.ts";
import { recordVerdict, undoVerdict } from "#lib/verdict/mutations.ts";
import { type Verdict, verdictSchema } from "#lib/verdict/schema.ts";

const idSchema = z.int().positive();

export async function saveTransitionAction(input: SaveTransition) {
  return runAction(() => saveTransition(localActor, saveTransitionSchema.parse(input)));
}

export async function saveAndAcceptAction(input: SaveTransition) {
  return runAction(async () => {
    const saved = await saveTransition(localActor, saveTransitionSchema.parse(input));
    const { entryId } = saveTransitionSchema.parse(input);
    await recordVerdict(localActor, { entryId, revisionId: saved.revisionId, value: "accepted" });
    return saved;
  });
}

export async function saveAsTemplateAction(slot: TransitionSlot, template: NewTemplate) {
  return runAction(() =>
    saveTemplate(localActor, {
      ...transitionSlotSchema.parse(slot),
      ...templateFieldsSchema.parse({ ...template, forFirstWithoutCode: false }),
      isDefault: false,
    }),
  );
}

export async function restoreRevisionAction(input: RestoreRevision) {
  return runAction(() => restoreRevision(localActor, input));
}

export async function judgeAction(entryId: number, revisionId: number, value: Verdict) {
  return runAction(() =>
    recordVerdict(localActor, {
      entryId: idSchema.parse(entryId),
      revisionId: idSchema.parse(revisionId),
      value: verdictSchema.parse(value),
    }),
  );
}

export async function undoVerdictAction(entryId: number) {
  return runAction(() => undoVerdict(localActor, { entryId: idSchema.parse(entryId) }));
}

export async function overrideGradeAction(
  trajectoryId: number,
  outcome: Outcome | null,
  reason: string,
) {
  return runAction(() =>
    overrideGrade(localActor, {
      trajectoryId: idSchema.parse(trajectoryId),
      outcome: outcomeSchema.nullable().parse(outcome),
      reason: z.string().parse(reason),
    }),
  );
}

export async function retryPairAction(projectId: number, pairId: number) {
  return runAction(() =>
    retryPairs(localActor, idSchema.parse(projectId), { pairIds: [idSchema.parse(pairId)] }),
  );
}
