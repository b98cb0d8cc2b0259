import { db, Prisma, type Tx } from "#lib/adapters/db/client.ts";
import { inSnapshot } from "#lib/adapters/db/snapshot.ts";
import type { Actor } from "#lib/member/actor.ts";
import { evaluateRule } from "#lib/method/balance/evaluate.ts";
import {
  type BalanceRule,
  type BlockingFinding,
  type BufferName,
  balanceRuleSchema,
  type DropCode,
} from "#lib/method/balance/schema.ts";
import { type Case, cases } from "#lib/method/splice/schema.ts";
import { readProject } from "#lib/project/queries.ts";
import { readCurrentPrompts } from "#lib/prompt/queries.ts";
import { type Verdict, verdicts } from "#lib/verdict/schema.ts";
import { summarise } from "./preview.ts";
import {
  type BalancePreview,
  type BufferPair,
  balancePreviewSchema,
  type OutPair,
  type StoredBalanceRule,
} from "./schema.ts";

/** What the rule would choose from the buffer as it stands, without storing anything. */
export async function previewBalance(
  _actor: Actor,
  input: { readonly projectId: number; readonly rule: BalanceRule },
): Promise<BalancePreview> {
  const { pairs, codes } = await inSnapshot((tx) =>
    evaluateBuffer(tx, input.projectId, input.rule),
  );
  return summarise(pairs, codes);
}

/** The stored rule of a buffer, or null when nobody has saved one yet. */
export async function getBalanceRule(
  _actor: Actor,
  input: { readonly projectId: number; readonly buffer: BufferName },
): Promise<StoredBalanceRule | null> {
  return readBalanceRule(db(), input.projectId, input.buffer);
}

/** The same inside a transaction. */
export async function readBalanceRule(
  tx: Tx,
  projectId: number,
  buffer: BufferName,
): Promise<StoredBalanceRule | null> {
  const row = await tx.balanceRule.findUnique({
    where: { projectId_buffer: { projectId, buffer } },
    select: { rule: true, preview: true, createdBy: true, updatedAt: true },
  });
  if (row === null) return null;
  return {
    rule: balanceRuleSchema.parse(row.rule),
    preview: balancePreviewSchema.parse(row.preview),
    createdBy: row.createdBy,
    updatedAt: row.updatedAt,
  };
}

/** Every pair of the buffer with what the rule makes of it: `codes` is parallel to `pairs`, null where the entry is in. */
export async function evaluateBuffer(
  tx: Tx,
  projectId: number,
  rule: BalanceRule,
): Promise<{
  readonly pairs: readonly BufferPair[];
  readonly codes: readonly (DropCode | null)[];
}> {
  const { settings } = await readProject(tx, projectId);
  const { student } = await readCurrentPrompts(tx, projectId);
  const pairs = await readBufferPairs(tx, {
    projectId,
    buffer: rule.buffer,
    tokenizer: settings.tokenizer,
    promptId: student.id,
  });
  return { pairs, codes: evaluateRule(pairs, rule) };
}

interface FactsRow {
  readonly pairId: number;
  readonly revisionId: number | null;
  readonly key: string;
  readonly isLatest: boolean;
  readonly isArchived: boolean;
  readonly isGraded: boolean;
  readonly case: string | null;
  readonly verdict: string | null;
  readonly subset: number | null;
  readonly first: number;
  readonly blocking: BlockingFinding[];
  readonly tokens: number | null;
  readonly trainedTokens: number | null;
}

/** A buffer, and what its token counts must be by. */
interface BufferCounts {
  readonly projectId: number;
  readonly buffer: BufferName;
  readonly tokenizer: string;
  readonly promptId: number;
}

const pageSize = 2000;

async function readBufferPairs(tx: Tx, where: BufferCounts): Promise<BufferPair[]> {
  const pairs: BufferPair[] = [];
  for (let after = 0; ; ) {
    const rows = await readPage(tx, where, after);
    for (const row of rows) pairs.push(bufferPair(row));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return pairs;
    after = last.pairId;
  }
}

const caseNames = new Map<string, Case>(cases.map((name) => [name, name]));
const verdictNames = new Map<string, Verdict>(verdicts.map((name) => [name, name]));
const nothing: readonly BlockingFinding[] = [];

/** A buffer is held whole while a rule chooses: words that repeat are shared, not kept once a row. */
function bufferPair(row: FactsRow): BufferPair {
  return {
    pairId: row.pairId,
    revisionId: row.revisionId,
    key: row.key,
    isLatest: row.isLatest,
    isArchived: row.isArchived,
    isGraded: row.isGraded,
    case: row.case === null ? null : (caseNames.get(row.case) ?? null),
    verdict: row.verdict === null ? null : (verdictNames.get(row.verdict) ?? null),
    subset: position(row.subset),
    first: row.first === 1 ? 1 : 2,
    blocking: row.blocking.length === 0 ? nothing : row.blocking,
    tokens: row.tokens,
    trainedTokens: row.trainedTokens,
  };
}

function position(value: number | null): 1 | 2 | null {
  return value === 1 || value === 2 ? value : null;
}

/**
 * A token count stands only while it is by the project's student tokenizer and prompt. The key is content: half the
 * problem's hash, and the case.
 */
function readPage(tx: Tx, where: BufferCounts, after: number): Promise<FactsRow[]> {
  return tx.$queryRaw<FactsRow[]>`
    SELECT pair.id AS "pairId", revision.id AS "revisionId",
      left(problem.content_sha256, 32) || ':' || coalesce(pair.case_of::text, '') AS key,
      pair.is_latest AS "isLatest", problem.archived_at IS NOT NULL AS "isArchived",
      pair.first_outcome IS NOT NULL AND pair.second_outcome IS NOT NULL AS "isGraded",
      pair.case_of::text AS "case",
      CASE WHEN revision.id IS NOT NULL THEN entry.verdict::text END AS verdict,
      favoured.position AS subset, first.position AS first,
      ARRAY(
        SELECT DISTINCT finding->>'code' FROM jsonb_array_elements(revision.findings) finding
        WHERE finding->>'code' IN ('two-answers', 'stale-output', 'special-token')
      ) AS blocking,
      CASE WHEN ${isCounted(where)} THEN revision.tokens END AS tokens,
      CASE WHEN ${isCounted(where)} THEN revision.trained_tokens END AS "trainedTokens"
    FROM pair
    JOIN problem ON problem.id = pair.problem_id
    JOIN strategy first ON first.id = pair.first_strategy_id
    LEFT JOIN strategy favoured ON favoured.id = problem.favoured_strategy_id
    LEFT JOIN entry ON entry.pair_id = pair.id
    LEFT JOIN revision ON revision.id = entry.current_id AND entry.state = 'active'
    WHERE pair.project_id = ${where.projectId} AND pair.id > ${after}
      AND coalesce(entry.buffer::text, 'T1') = ${where.buffer}
    ORDER BY pair.id
    LIMIT ${pageSize}`;
}

function isCounted({ tokenizer, promptId }: BufferCounts): Prisma.Sql {
  return Prisma.sql`revision.tokenizer = ${tokenizer} AND revision.counted_prompt_id = ${promptId}`;
}

/** The pairs that the rule leaves out for one reason, by id after `after`; at most `limit` of them. */
export async function listOutPairs(
  _actor: Actor,
  input: {
    readonly projectId: number;
    readonly rule: BalanceRule;
    readonly code: DropCode;
    readonly after?: number;
    readonly limit?: number;
  },
): Promise<readonly OutPair[]> {
  const { pairs, codes } = await inSnapshot((tx) =>
    evaluateBuffer(tx, input.projectId, input.rule),
  );
  const ids = pairs.flatMap((pair, i) =>
    codes[i] === input.code && pair.pairId > (input.after ?? 0) ? [pair.pairId] : [],
  );
  return describePairs(db(), ids.slice(0, input.limit ?? 100), input.code);
}

async function describePairs(tx: Tx, ids: readonly number[], code: DropCode): Promise<OutPair[]> {
  const rows = await tx.pair.findMany({
    where: { id: { in: [...ids] } },
    orderBy: { id: "asc" },
    select: { id: true, reason: true, problem: { select: { ordinal: true, text: true } } },
  });
  return rows.map((row) => ({
    pairId: row.id,
    ordinal: row.problem.ordinal,
    problem: row.problem.text.slice(0, 200),
    code,
    reason: row.reason,
  }));
}
