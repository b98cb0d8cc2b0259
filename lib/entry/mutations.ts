import type { z } from "zod";
import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { canonicalText } from "#lib/canonical-text.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { Placement } from "#lib/method/splice/schema.ts";
import { firstIssue } from "#lib/zod-message.ts";
import {
  type CurrentEntry,
  lockEntry,
  readCurrentEntry,
  readRevision,
  type StoredRevision,
} from "./lock/queries.ts";
import { appendRevision, refreshPair } from "./revision/mutations.ts";
import { type PreparedRevision, prepareRevision } from "./revision/queries.ts";
import type { NewRevision } from "./revision/schema.ts";
import {
  type RestoreRevision,
  restoreRevisionSchema,
  type SavedRevision,
  type SaveTransition,
  saveTransitionSchema,
} from "./schema.ts";

interface TransitionChange {
  readonly text: string;
  readonly placement: Placement;
  readonly templateId: number | null;
  readonly reason: string;
  readonly action: string;
}

/**
 * Saves a transition's text and place as a new revision, verdict pending. Throws `Conflict` with both versions when
 * another revision than `baseRevisionId` is current by now: nothing is written then.
 */
export async function saveTransition(actor: Actor, input: SaveTransition): Promise<SavedRevision> {
  const { entryId, baseRevisionId, text, ...rest } = parse(saveTransitionSchema, input);
  const clean = canonicalText(text.replaceAll("\r\n", "\n")).text;
  return writeChange(actor, { entryId, baseRevisionId }, async () => {
    return { ...rest, text: clean, action: "entry.save-transition" };
  });
}

/** Makes an older revision's transition the current one, as a new revision. Throws `Conflict`, `Invalid`, `NotFound`. */
export async function restoreRevision(
  actor: Actor,
  input: RestoreRevision,
): Promise<SavedRevision> {
  const { revisionId, reason, ...base } = parse(restoreRevisionSchema, input);
  return writeChange(actor, base, async (tx, entry) => {
    const old = await readRevision(tx, entry.id, revisionId);
    return {
      ...restorable(entry, old),
      templateId: old.templateId,
      reason: reason || `restored r${old.n}`,
      action: "entry.restore-revision",
    };
  });
}

/** The entry a person looked at, and its revision then. */
interface Base {
  readonly entryId: number;
  readonly baseRevisionId: number;
}

type ReadChange = (tx: Tx, entry: CurrentEntry) => Promise<TransitionChange>;

/** Composing and counting come first, without a lock: a text of megabytes must not keep others waiting. */
async function writeChange(actor: Actor, base: Base, read: ReadChange): Promise<SavedRevision> {
  const ahead = await prepareAhead(actor, base, read);
  return db().$transaction(async (tx) => {
    const entry = await lockEntry(tx, base.entryId);
    await refuseStale(tx, entry, base.baseRevisionId);
    return changeTransition(tx, actor, entry, { ...(await read(tx, entry)), ahead });
  });
}

/** Null where nothing will be appended: the transaction says why. */
async function prepareAhead(
  actor: Actor,
  { entryId, baseRevisionId }: Base,
  read: ReadChange,
): Promise<PreparedRevision | null> {
  const entry = await readCurrentEntry(db(), entryId);
  if (entry.current.id !== baseRevisionId) return null;
  const wanted = await read(db(), entry);
  if (!entry.isActive || entry.current.case === "1,0" || isSaved(entry, wanted)) return null;
  return prepareRevision(db(), draftOf(actor, entry, wanted));
}

function isSaved({ current }: CurrentEntry, { text, placement }: TransitionChange): boolean {
  return current.transition === text && current.placement === placement;
}

function draftOf(actor: Actor, entry: CurrentEntry, wanted: TransitionChange): NewRevision {
  const { current } = entry;
  return {
    entryId: entry.id,
    projectId: entry.projectId,
    problemText: entry.problemText,
    tokenizer: entry.tokenizer,
    case: current.case,
    firstId: current.firstId,
    secondId: current.secondId,
    transition: { text: wanted.text, placement: wanted.placement },
    templateId: wanted.templateId,
    author: actor.id,
    reason: canonicalText(wanted.reason).text,
  };
}

async function changeTransition(
  tx: Tx,
  actor: Actor,
  entry: CurrentEntry,
  { ahead, ...wanted }: TransitionChange & { readonly ahead: PreparedRevision | null },
): Promise<SavedRevision> {
  const { current } = entry;
  refuseWithoutTransition(entry);
  if (isSaved(entry, wanted)) {
    return { revisionId: current.id, n: current.n, unchanged: true, fellBack: false };
  }
  const appended = await appendRevision(tx, draftOf(actor, entry, wanted), ahead);
  await refreshPair(tx, entry.pairId);
  await recordAudit(tx, actor, {
    action: wanted.action,
    projectId: entry.projectId,
    subject: `entry:${entry.id}`,
    before: current.transition ?? "",
    after: wanted.text,
    details: { pair: entry.pairId, from: current.n, to: appended.n },
  });
  await notify(tx, { topic: "entry", projectId: entry.projectId, id: entry.id });
  return { revisionId: appended.id, n: appended.n, unchanged: false, fellBack: appended.fellBack };
}

function refuseWithoutTransition(entry: CurrentEntry): void {
  if (!entry.isActive) {
    throw new Conflict(
      "This entry was withdrawn: its pair's grades changed. Reload the page to see them.",
      { fields: { entryId: entry.id, withdrawn: true } },
    );
  }
  if (entry.current.case !== "1,0") return;
  throw new Invalid("A (1,0) entry is its first attempt alone: it has no transition to edit.", {
    fields: { entryId: entry.id },
  });
}

/** Both versions travel in the error, so that the editor can show them side by side and nothing typed is lost. */
async function refuseStale(tx: Tx, entry: CurrentEntry, baseRevisionId: number): Promise<void> {
  const { current } = entry;
  if (current.id === baseRevisionId) return;
  const base = await readRevision(tx, entry.id, baseRevisionId);
  throw new Conflict(
    `r${current.n} was saved by ${current.author} meanwhile; your text is based on r${base.n}. Compare both, then save again.`,
    {
      fields: {
        entryId: entry.id,
        baseRevisionId: base.id,
        baseN: base.n,
        baseText: base.transition,
        basePlacement: base.placement,
        currentRevisionId: current.id,
        currentN: current.n,
        currentText: current.transition,
        currentPlacement: current.placement,
        currentCase: current.case,
        currentAuthor: current.author,
        currentReason: current.reason,
        currentAt: current.createdAt.toISOString(),
      },
    },
  );
}

function restorable(
  entry: CurrentEntry,
  old: StoredRevision,
): { readonly text: string; readonly placement: Placement } {
  if (old.case !== entry.current.case) {
    throw new Invalid(
      `r${old.n} was made for case (${old.case}), the entry is (${entry.current.case}) now: its transition would say the wrong thing. Edit the current one instead.`,
      { fields: { revision: old.n } },
    );
  }
  if (old.transition === null || old.placement === null) {
    throw new Invalid(`r${old.n} has no transition to restore.`, { fields: { revision: old.n } });
  }
  return { text: old.transition, placement: old.placement };
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Invalid(firstIssue(parsed.error));
}
