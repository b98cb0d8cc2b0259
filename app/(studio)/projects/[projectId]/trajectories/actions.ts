"use server";

import { runAction } from "#app/action-result.ts";
import type { ActionResult } from "#components/shell/action-result.ts";
import { localActor } from "#lib/member/actor.ts";
import { recordVerdict, undoVerdict } from "#lib/verdict/mutations.ts";
import type { RecordedVerdict, Verdict } from "#lib/verdict/schema.ts";

export async function judgeEntry(
  entryId: number,
  revisionId: number,
  value: Verdict,
): Promise<ActionResult<RecordedVerdict>> {
  return runAction(() => recordVerdict(localActor, { entryId, revisionId, value }));
}

export async function undoEntryVerdict(entryId: number): Promise<ActionResult<RecordedVerdict>> {
  return runAction(() => undoVerdict(localActor, { entryId }));
}
