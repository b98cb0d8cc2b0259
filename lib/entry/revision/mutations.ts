import { isDeepStrictEqual } from "node:util";
import type { Tx } from "#lib/adapters/db/client.ts";
import { caseToColumn } from "#lib/pair/case-column.ts";
import { readCurrentPrompts } from "#lib/prompt/queries.ts";
import { toStoredPlacement } from "#lib/transition/schema.ts";
import { type PreparedRevision, prepareRevision } from "./queries.ts";
import type { NewRevision } from "./schema.ts";

export interface AppendedRevision {
  readonly id: number;
  readonly n: number;
  readonly fellBack: boolean;
}

/**
 * Appends a revision to an entry and makes it the current one, verdict pending, entry active; the pair's columns follow
 * by `refreshPair`. The caller holds the entry's row lock, and may have prepared the revision before it took that.
 */
export async function appendRevision(
  tx: Tx,
  draft: NewRevision,
  ahead: PreparedRevision | null = null,
): Promise<AppendedRevision> {
  const isReady = ahead !== null && (await holds(tx, ahead, draft));
  const { composed, ...counted } = isReady ? ahead : await prepareRevision(tx, draft);
  const newest = await tx.revision.findFirst({
    where: { entryId: draft.entryId },
    orderBy: { n: "desc" },
    select: { n: true },
  });
  const entry = await tx.entry.findUniqueOrThrow({
    where: { id: draft.entryId },
    select: { currentId: true },
  });
  const { composition } = composed;
  const revision = await tx.revision.create({
    select: { id: true, n: true },
    data: {
      entryId: draft.entryId,
      n: newest ? newest.n + 1 : 0,
      parentId: entry.currentId,
      author: draft.author,
      reason: draft.reason,
      caseOf: caseToColumn(draft.case),
      pieces: composition.pieces.map((piece) => ({ ...piece })),
      leftOut: composition.leftOut.map((range) => ({ ...range })),
      firstId: draft.firstId,
      secondId: draft.secondId,
      transition: draft.transition?.text ?? null,
      placement: composition.placement ? toStoredPlacement(composition.placement) : null,
      templateId: draft.templateId,
      findings: composed.findings.map((finding) => ({ ...finding })),
      ...countColumns(counted),
    },
  });
  await tx.entry.update({
    where: { id: draft.entryId },
    data: { currentId: revision.id, verdict: "pending", state: "active" },
  });
  return { ...revision, fellBack: composition.fellBack };
}

async function holds(tx: Tx, ahead: PreparedRevision, draft: NewRevision): Promise<boolean> {
  if (!isDeepStrictEqual(ahead.draft, draft)) return false;
  const { student } = await readCurrentPrompts(tx, draft.projectId);
  return ahead.promptId === student.id;
}

/** Counts as columns; the tokenizer's name stays empty until they are known. */
function countColumns({ draft, promptId, counts }: Omit<PreparedRevision, "composed">) {
  if (counts === null) return { tokenizer: "" };
  return { tokenizer: draft.tokenizer, countedPromptId: promptId, ...counts };
}

/** Writes the columns that lists, facets and the case matrix read, from what they are copies of. */
export async function refreshPair(tx: Tx, pairId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE pair SET
      favoured_strategy_id = now_is.favoured_strategy_id,
      first_outcome = now_is.first_outcome,
      second_outcome = now_is.second_outcome,
      verdict = now_is.verdict,
      tokens = now_is.tokens,
      trained_tokens = now_is.trained_tokens,
      findings = now_is.findings,
      updated_at = now()
    FROM (
      SELECT problem.favoured_strategy_id, first.outcome AS first_outcome,
        CASE WHEN pair.second_id IS NULL THEN pair.second_outcome ELSE second.outcome END AS second_outcome,
        entry.verdict, revision.tokens, revision.trained_tokens,
        ARRAY(
          SELECT DISTINCT code FROM (
            SELECT unnest(CASE WHEN pair.grades_inferred THEN array_remove(first.findings, 'no-answer') ELSE first.findings END) AS code
            UNION SELECT unnest(second.findings)
            UNION SELECT finding ->> 'code' FROM jsonb_array_elements(revision.findings) AS finding
          ) AS codes ORDER BY code
        ) AS findings
      FROM pair
      JOIN problem ON problem.id = pair.problem_id
      LEFT JOIN trajectory AS first ON first.id = pair.first_id
      LEFT JOIN trajectory AS second ON second.id = pair.second_id
      LEFT JOIN entry ON entry.pair_id = pair.id AND entry.state = 'active'
      LEFT JOIN revision ON revision.id = entry.current_id
      WHERE pair.id = ${pairId}
    ) AS now_is
    WHERE pair.id = ${pairId}`;
}
