import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { canonicalText } from "#lib/canonical-text.ts";
import { type CurrentEntry, lockEntry } from "#lib/entry/lock/queries.ts";
import { refreshPair } from "#lib/entry/revision/mutations.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { verdictFromColumn, verdictToColumn } from "#lib/pair/case-column.ts";
import { firstIssue } from "#lib/zod-message.ts";
import {
  type RecordedVerdict,
  type Verdict,
  type VerdictRequest,
  verdictRequestSchema,
} from "./schema.ts";
import { nextUndo } from "./undo.ts";

/** Records a person's decision on the revision they looked at. Throws `Conflict` when another one is current by now. */
export async function recordVerdict(
  actor: Actor,
  request: VerdictRequest,
): Promise<RecordedVerdict> {
  const parsed = verdictRequestSchema.safeParse(request);
  if (!parsed.success) throw new Invalid(firstIssue(parsed.error));
  const { entryId, revisionId, value, reason } = parsed.data;
  return db().$transaction(async (tx) => {
    const entry = await lockEntry(tx, entryId);
    refuseMoved(entry, revisionId);
    const before = await verdictInForce(tx, entryId);
    if (before === value) return { entryId, revisionId, value, before };
    await appendVerdict(tx, actor, entry, { value, reason, undoesId: null, before });
    return { entryId, revisionId, value, before };
  });
}

/** Takes back the newest decision on the current revision. Throws `Conflict` when there is none. */
export async function undoVerdict(
  actor: Actor,
  { entryId }: { readonly entryId: number },
): Promise<RecordedVerdict> {
  return db().$transaction(async (tx) => {
    const entry = await lockEntry(tx, entryId);
    const rows = await tx.verdict.findMany({
      where: { revisionId: entry.current.id },
      orderBy: { id: "asc" },
      select: { id: true, value: true, undoesId: true },
    });
    const undo = nextUndo(rows.map((row) => ({ ...row, value: verdictFromColumn(row.value) })));
    if (!undo) {
      throw new Conflict("There is no verdict on this revision to undo.", { fields: { entryId } });
    }
    const before = await verdictInForce(tx, entryId);
    await appendVerdict(tx, actor, entry, { ...undo, reason: "", before });
    return { entryId, revisionId: entry.current.id, value: undo.value, before };
  });
}

function refuseMoved(entry: CurrentEntry, revisionId: number): void {
  if (!entry.isActive) {
    throw new Conflict(
      "This entry was withdrawn: its pair's grades changed. Reload the page to see them.",
      { fields: { entryId: entry.id, withdrawn: true } },
    );
  }
  if (entry.current.id === revisionId) return;
  throw new Conflict(
    `r${entry.current.n} was saved by ${entry.current.author} meanwhile: look at it before you judge it.`,
    {
      fields: { entryId: entry.id, currentRevisionId: entry.current.id, currentN: entry.current.n },
    },
  );
}

async function verdictInForce(tx: Tx, entryId: number): Promise<Verdict> {
  const entry = await tx.entry.findUniqueOrThrow({
    where: { id: entryId },
    select: { verdict: true },
  });
  return verdictFromColumn(entry.verdict);
}

interface VerdictChange {
  readonly value: Verdict;
  readonly reason: string;
  readonly undoesId: number | null;
  readonly before: Verdict;
}

async function appendVerdict(
  tx: Tx,
  actor: Actor,
  entry: CurrentEntry,
  change: VerdictChange,
): Promise<void> {
  const value = verdictToColumn(change.value);
  await tx.verdict.create({
    data: {
      revisionId: entry.current.id,
      value,
      reason: canonicalText(change.reason).text,
      undoesId: change.undoesId,
      createdBy: actor.id,
    },
  });
  await tx.entry.update({ where: { id: entry.id }, data: { verdict: value } });
  await refreshPair(tx, entry.pairId);
  await recordAudit(tx, actor, {
    action: change.undoesId === null ? "entry.record-verdict" : "entry.undo-verdict",
    projectId: entry.projectId,
    subject: `entry:${entry.id}`,
    before: change.before,
    after: change.value,
    details: { pair: entry.pairId, revision: entry.current.n, verdict: change.value },
  });
  await notify(tx, { topic: "entry", projectId: entry.projectId, id: entry.id });
}
