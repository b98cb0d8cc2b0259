import type { Tx } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { EntrySegment } from "#lib/method/splice/schema.ts";
import type { StudentTokenizer } from "#lib/method/tokens/schema.ts";
import { fillPrompt } from "#lib/prompt/fill-prompt.ts";
import { readCurrentPrompts } from "#lib/prompt/queries.ts";
import { parseSpans } from "./columns.ts";
import { type ComposedEntry, composeEntry } from "./compose-entry.ts";
import { charactersOf, countedAtOnce, countTokens, tokenizerIfPresent } from "./count-tokens.ts";
import type { NewRevision, PairTexts, PartText, TokenCounts } from "./schema.ts";

/** A revision composed and counted; it can be appended for as long as the draft and the student's prompt are these. */
export interface PreparedRevision {
  readonly draft: NewRevision;
  readonly promptId: number;
  readonly composed: ComposedEntry;
  /** Null while the tokenizer's file is not there, and for a long text: the worker counts it. */
  readonly counts: TokenCounts | null;
}

/**
 * Composes and counts a draft; nothing is written, so it need not be in the transaction that appends it. Throws `NotFound`
 * when a body or a prompt is missing.
 */
export async function prepareRevision(tx: Tx, draft: NewRevision): Promise<PreparedRevision> {
  const { student } = await readCurrentPrompts(tx, draft.projectId);
  const tokenizer = await tokenizerIfPresent(draft.tokenizer);
  const composed = composeEntry({
    case: draft.case,
    transition: draft.transition,
    prompt: fillPrompt(student.text, { problem: draft.problemText }),
    texts: await readPairTexts(tx, draft),
    tokenizer,
  });
  const counts = countShort(composed.segments, tokenizer);
  return { draft, promptId: student.id, composed, counts };
}

function countShort(
  segments: readonly EntrySegment[],
  tokenizer: StudentTokenizer | null,
): TokenCounts | null {
  if (charactersOf(segments) > countedAtOnce) return null;
  return tokenizer && countTokens(segments, tokenizer);
}

/** Both attempts' texts of a composition. Throws `NotFound` when a body is missing. */
export async function readPairTexts(
  tx: Tx,
  ids: { readonly firstId: number; readonly secondId: number | null },
): Promise<PairTexts> {
  const wanted = ids.secondId === null ? [ids.firstId] : [ids.firstId, ids.secondId];
  const rows = await tx.trajectoryBody.findMany({
    where: { trajectoryId: { in: wanted } },
    select: { trajectoryId: true, text: true, spans: true },
  });
  const part = (id: number): PartText => {
    const row = rows.find((body) => body.trajectoryId === id);
    if (!row)
      throw new NotFound(
        `Trajectory ${id} has no stored text. Restore the database from a backup.`,
      );
    return { text: row.text, spans: parseSpans(row.spans) };
  };
  return {
    first: part(ids.firstId),
    second: ids.secondId === null ? null : part(ids.secondId),
  };
}
