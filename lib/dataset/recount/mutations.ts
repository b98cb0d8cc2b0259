import { db } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { countTokens, tokenizerIfPresent } from "#lib/entry/revision/count-tokens.ts";
import type { TokenCounts } from "#lib/entry/revision/schema.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { StudentTokenizer } from "#lib/method/tokens/schema.ts";
import { getProject } from "#lib/project/queries.ts";
import { currentPrompts } from "#lib/prompt/queries.ts";
import { readStoredEntries } from "../rows/queries.ts";
import { renderStored } from "../rows/render-row.ts";

const batchSize = 100;

/**
 * Counts the current revisions that have no count by the project's student tokenizer (its file was missing, or the
 * setting changed). A cache, so there is no audit row. Returns how many; 0 while the tokenizer's file is not there.
 */
export async function countMissingTokens(actor: Actor, projectId: number): Promise<number> {
  const { settings } = await getProject(actor, projectId);
  const tokenizer = await tokenizerIfPresent(settings.tokenizer);
  if (tokenizer === null) return 0;
  const { student } = await currentPrompts(actor, projectId);
  let counted = 0;
  for (let after = 0; ; ) {
    const ids = await uncounted(projectId, settings.tokenizer, after);
    const last = ids.at(-1);
    if (last === undefined) break;
    await countBatch(ids, student.text, tokenizer, settings.tokenizer);
    counted += ids.length;
    after = last;
  }
  if (counted > 0) await notify(db(), { topic: "entry", projectId });
  return counted;
}

async function uncounted(projectId: number, tokenizer: string, after: number): Promise<number[]> {
  const rows = await db().revision.findMany({
    where: {
      id: { gt: after },
      currentOf: { projectId, state: "active" },
      OR: [{ tokens: null }, { tokenizer: { not: tokenizer } }],
    },
    orderBy: { id: "asc" },
    take: batchSize,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

async function countBatch(
  ids: readonly number[],
  studentPrompt: string,
  tokenizer: StudentTokenizer,
  name: string,
): Promise<void> {
  const counts: (TokenCounts & { readonly id: number })[] = [];
  for (const entry of await readStoredEntries(db(), ids)) {
    const counted = countTokens(renderStored(entry, studentPrompt), tokenizer);
    if (counted !== null) counts.push({ id: entry.revisionId, ...counted });
  }
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE revision SET tokenizer = ${name}, tokens = counted.tokens, trained_tokens = counted.trained,
        tokens_by_role = counted.by_role::jsonb
      FROM unnest(
        ${counts.map((one) => one.id)}::int[], ${counts.map((one) => one.tokens)}::int[],
        ${counts.map((one) => one.trainedTokens)}::int[], ${counts.map((one) => JSON.stringify(one.tokensByRole))}::text[]
      ) AS counted(id, tokens, trained, by_role)
      WHERE revision.id = counted.id`;
    await tx.$executeRaw`
      UPDATE pair SET tokens = revision.tokens, trained_tokens = revision.trained_tokens
      FROM entry JOIN revision ON revision.id = entry.current_id
      WHERE entry.pair_id = pair.id AND revision.id = ANY(${counts.map((one) => one.id)}::int[])`;
  });
}
