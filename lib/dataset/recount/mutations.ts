import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import {
  countedAtOnce,
  countTokens,
  tokenizerIfPresent,
} from "#lib/entry/revision/count-tokens.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { EntrySegment } from "#lib/method/splice/schema.ts";
import type { StudentTokenizer } from "#lib/method/tokens/schema.ts";
import { specialTokenFindings } from "#lib/method/tokens/special-tokens.ts";
import type { Finding } from "#lib/method/trajectory/schema.ts";
import { getProject } from "#lib/project/queries.ts";
import { currentPrompts } from "#lib/prompt/queries.ts";
import { readStoredEntries } from "../rows/queries.ts";
import { renderStored } from "../rows/render-row.ts";
import { type CountBasis, readUncounted } from "./queries.ts";

interface Counter extends CountBasis {
  readonly studentPrompt: string;
  readonly tokenizer: StudentTokenizer;
}

/**
 * Counts the current revisions whose count is not by the project's student tokenizer and prompt: the file was missing, the
 * setting or the prompt changed, or the text was too long to count while somebody waited. Texts longer than `longest`
 * characters (null: none) are left for the worker. A cache, so there is no audit row. Returns how many; null while the tokenizer's file
 * is not there.
 */
export async function countMissingTokens(
  actor: Actor,
  projectId: number,
  longest: number | null = countedAtOnce,
): Promise<number | null> {
  const { settings } = await getProject(actor, projectId);
  const tokenizer = await tokenizerIfPresent(settings.tokenizer);
  if (tokenizer === null) return null;
  const { student } = await currentPrompts(actor, projectId);
  const counter = {
    projectId,
    tokenizerName: settings.tokenizer,
    promptId: student.id,
    studentPrompt: student.text,
    tokenizer,
  };
  let counted = 0;
  // A row that somebody else holds is passed over, so that nobody waits for anybody; most are free a moment later.
  for (let tries = 0; tries < 3; tries += 1) {
    if (tries > 0) await sleep(100);
    const { done, passedOver } = await countAll(counter, longest);
    counted += done;
    if (passedOver === 0) break;
  }
  return counted;
}

async function countAll(
  counter: Counter,
  longest: number | null,
): Promise<{ readonly done: number; readonly passedOver: number }> {
  let done = 0;
  let passedOver = 0;
  for (let after = 0; ; ) {
    const ids = await readUncounted(counter, { after, longest });
    const last = ids.at(-1);
    if (last === undefined) return { done, passedOver };
    const written = await countBatch(ids, counter);
    done += written;
    passedOver += ids.length - written;
    after = last;
  }
}

interface CountRow {
  readonly id: number;
  readonly tokens: number | null;
  readonly trained: number | null;
  readonly by_role: Readonly<Record<string, number>>;
  /** Special tokens in the text; null: not looked for, what was found stays. */
  readonly special: readonly Finding[] | null;
}

async function countBatch(ids: readonly number[], counter: Counter): Promise<number> {
  const rows: CountRow[] = [];
  for (const entry of await readStoredEntries(db(), ids)) {
    const segments = renderStored(entry, counter.studentPrompt);
    const counts = countTokens(segments, counter.tokenizer);
    rows.push({
      special: specialTokenFindings(composedText(segments), counter.tokenizer),
      id: entry.revisionId,
      tokens: counts?.tokens ?? null,
      trained: counts?.trainedTokens ?? null,
      by_role: counts?.tokensByRole ?? {},
    });
    // Pages wait behind this where it runs in the web process.
    await setImmediate();
  }
  return db().$transaction((tx) => write(tx, counter, rows));
}

/** An entry's text without the student's prompt: what offsets of its findings point into. */
function composedText(segments: readonly EntrySegment[]): string {
  return segments
    .filter(({ role }) => role !== "prompt")
    .map(({ text }) => text)
    .join("");
}

/** Writes the counts of those whose pair is free now, and says so to open pages. Returns how many. */
async function write(tx: Tx, basis: CountBasis, rows: readonly CountRow[]): Promise<number> {
  const { projectId, tokenizerName, promptId } = basis;
  // Rows that settling holds are passed over: waiting for one while holding another could end in a deadlock.
  const held = await tx.$queryRaw<{ id: number }[]>`
    SELECT entry.current_id AS id FROM pair JOIN entry ON entry.pair_id = pair.id
    WHERE entry.current_id = ANY(${rows.map((row) => row.id)}::int[])
    FOR UPDATE OF pair SKIP LOCKED`;
  const ids = new Set(held.map((row) => row.id));
  const counts = JSON.stringify(rows.filter((row) => ids.has(row.id)));
  await tx.$executeRaw`
    UPDATE revision SET tokenizer = ${tokenizerName}, counted_prompt_id = ${promptId}, tokens = counted.tokens,
      trained_tokens = counted.trained, tokens_by_role = counted.by_role,
      findings = CASE WHEN jsonb_typeof(counted.special) = 'array' THEN (
        SELECT COALESCE(jsonb_agg(finding), '[]') FROM jsonb_array_elements(revision.findings) AS finding
        WHERE finding ->> 'code' <> 'special-token') || counted.special ELSE revision.findings END
    FROM jsonb_to_recordset(${counts}::jsonb)
      AS counted(id int, tokens int, trained int, by_role jsonb, special jsonb)
    WHERE revision.id = counted.id`;
  await tx.$executeRaw`
    UPDATE pair SET tokens = revision.tokens, trained_tokens = revision.trained_tokens,
      findings = array_remove(pair.findings, 'special-token') || CASE
        WHEN revision.findings @> '[{"code": "special-token"}]' THEN ARRAY['special-token'] ELSE '{}'::text[] END
    FROM entry JOIN revision ON revision.id = entry.current_id
    WHERE entry.pair_id = pair.id AND entry.state = 'active' AND revision.id = ANY(${[...ids]}::int[])`;
  if (ids.size > 0) await notify(tx, { topic: "entry", projectId });
  return ids.size;
}

/**
 * Takes back counts that no longer hold where they cannot be made anew, the tokenizer's file being absent: lists then say
 * "not counted" and not a wrong number. Returns how many.
 */
export async function forgetStaleCounts(_actor: Actor, basis: CountBasis): Promise<number> {
  let forgotten = 0;
  for (let after = 0; ; ) {
    const ids = await readUncounted(basis, {
      after,
      longest: null,
      isCounted: true,
    });
    const last = ids.at(-1);
    if (last === undefined) return forgotten;
    const rows = ids.map((id) => ({ id, tokens: null, trained: null, by_role: {}, special: null }));
    forgotten += await db().$transaction((tx) => write(tx, { ...basis, tokenizerName: "" }, rows));
    after = last;
  }
}
