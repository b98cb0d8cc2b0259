import { z } from "zod";
import { db, Prisma, type Tx } from "#lib/adapters/db/client.ts";
import { tokensByRoleSchema } from "#lib/entry/schema.ts";
import type { Actor } from "#lib/member/actor.ts";
import { type Cursor, decodeCursor, encodeCursor } from "./cursor.ts";
import { type Condition, conditionsOf, searching, whereOf } from "./filter/queries.ts";
import {
  countCap,
  type PairFilters,
  type PairNeighbours,
  type PairPage,
  type PairRow,
  type PairSort,
  pairPageLimit,
} from "./schema.ts";

/** A sort's value, its direction, and the type its value has when it comes back in a cursor. */
interface SortColumn {
  readonly value: Condition;
  readonly order: "ASC" | "DESC";
  readonly type: Condition;
}

const byId = Prisma.sql`pair.id`;
const sortColumns: Readonly<Record<PairSort, SortColumn>> = {
  newest: { value: byId, order: "DESC", type: Prisma.sql`int` },
  oldest: { value: byId, order: "ASC", type: Prisma.sql`int` },
  longest: { value: Prisma.sql`COALESCE(pair.tokens, -1)`, order: "DESC", type: Prisma.sql`int` },
  shortest: {
    value: Prisma.sql`COALESCE(pair.tokens, 2147483647)`,
    order: "ASC",
    type: Prisma.sql`int`,
  },
  edited: { value: Prisma.sql`pair.updated_at`, order: "DESC", type: Prisma.sql`timestamptz` },
};

export interface PairListRequest {
  readonly filters: PairFilters;
  readonly sort: PairSort;
  readonly cursor: string | null;
  /** At most `pairPageLimit`. */
  readonly limit: number;
}

type StoredRow = Omit<PairRow, "tokensByRole" | "updatedAt"> & {
  readonly tokensByRole: unknown;
  readonly updatedAt: Date;
  readonly sortValue: number | Date;
};

const byRoleColumn = tokensByRoleSchema.catch({});

/** One keyset page of the project's pairs; no body is read. Throws `Invalid` for a search that cannot run. */
export async function listPairs(
  _actor: Actor,
  projectId: number,
  request: PairListRequest,
): Promise<PairPage> {
  const limit = Math.min(Math.max(1, request.limit), pairPageLimit);
  const sort = sortColumns[request.sort];
  const where = whereOf(projectId, conditionsOf(projectId, request.filters));
  const after =
    request.cursor === null ? Prisma.empty : afterCondition(sort, decodeCursor(request.cursor));
  const rows = await searching(request.filters, (tx) =>
    readRows(tx, sort, Prisma.sql`${where} ${after}`, limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(toRow),
    nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null,
  };
}

/** The same lines for some ids, whatever the filters say now: what a live update refreshes in place. */
export async function listPairsByIds(
  _actor: Actor,
  projectId: number,
  ids: readonly number[],
): Promise<readonly PairRow[]> {
  const wanted = ids.slice(0, pairPageLimit);
  if (wanted.length === 0) return [];
  const where = Prisma.sql`pair.project_id = ${projectId} AND pair.id = ANY(${wanted})`;
  const rows = await readRows(db(), sortColumns.newest, where, pairPageLimit);
  return rows.map(toRow);
}

function afterCondition({ value, order, type }: SortColumn, cursor: Cursor): Condition {
  const compare = order === "DESC" ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`AND (${value}, pair.id) ${compare} (${cursor.value}::${type}, ${cursor.id})`;
}

function cursorOf(row: StoredRow): Cursor {
  const value = row.sortValue instanceof Date ? row.sortValue.toISOString() : row.sortValue;
  return { value, id: row.id };
}

function toRow({ sortValue: _, tokensByRole, updatedAt, ...row }: StoredRow): PairRow {
  return {
    ...row,
    tokensByRole: byRoleColumn.parse(tokensByRole ?? {}),
    updatedAt: updatedAt.toISOString(),
  };
}

// Ids first, from the narrow table alone; the joins then touch one page only.
async function readRows(
  tx: Tx,
  sort: SortColumn,
  where: Condition,
  limit: number,
): Promise<readonly StoredRow[]> {
  const order = Prisma.raw(sort.order);
  return tx.$queryRaw<StoredRow[]>`
    WITH page AS MATERIALIZED (
      SELECT pair.id, ${sort.value} AS sort_value FROM pair WHERE ${where}
      ORDER BY ${sort.value} ${order}, pair.id ${order} LIMIT ${limit}
    )
    SELECT pair.id, page.sort_value AS "sortValue", pair.problem_id AS "problemId",
      left(problem.text, 240) AS problem, pair.case_of::text AS "case", starts.position AS "firstPosition",
      favoured.position AS subset, first_policy.name AS "firstPolicy", second_policy.name AS "secondPolicy",
      pair.first_outcome::text AS "firstOutcome", pair.second_outcome::text AS "secondOutcome",
      left(first.extracted, 120) AS "firstAnswer", left(second.extracted, 120) AS "secondAnswer",
      pair.grades_inferred AS "gradesInferred", pair.reason, CASE WHEN pair.case_of IS NULL AND pair.reason = '' THEN (
        SELECT unit.reason FROM unit WHERE unit.pair_id = pair.id AND unit.state IN ('needs-attention', 'cancelled')
        ORDER BY unit.id DESC LIMIT 1) END AS failure,
      entry.id AS "entryId", entry.current_id AS "revisionId", pair.verdict::text AS verdict,
      pair.tokens, pair.trained_tokens AS "trainedTokens", revision.tokens_by_role AS "tokensByRole",
      pair.findings, COALESCE(first.code_failures, 0) + COALESCE(second.code_failures, 0) AS "codeFailures",
      COALESCE(revision.author <> 'system', false) AS "isEdited", pair.attempt, pair.updated_at AS "updatedAt"
    FROM page
    JOIN pair ON pair.id = page.id
    JOIN problem ON problem.id = pair.problem_id
    JOIN strategy AS starts ON starts.id = pair.first_strategy_id
    LEFT JOIN strategy AS favoured ON favoured.id = pair.favoured_strategy_id
    LEFT JOIN trajectory AS first ON first.id = pair.first_id
    LEFT JOIN policy AS first_policy ON first_policy.id = first.policy_id
    LEFT JOIN trajectory AS second ON second.id = pair.second_id
    LEFT JOIN policy AS second_policy ON second_policy.id = second.policy_id
    LEFT JOIN entry ON entry.pair_id = pair.id AND entry.state = 'active'
    LEFT JOIN revision ON revision.id = entry.current_id
    ORDER BY page.sort_value ${order}, pair.id ${order}`;
}

const placeSchema = z.array(z.object({ id: z.int() }));

/** The pairs before and after one in the filtered order, and its place there. */
export async function neighbours(
  _actor: Actor,
  projectId: number,
  request: { readonly pairId: number; readonly filters: PairFilters; readonly sort: PairSort },
): Promise<PairNeighbours> {
  const sort = sortColumns[request.sort];
  const where = whereOf(projectId, conditionsOf(projectId, request.filters));
  const [forward, back] = sort.order === "DESC" ? ["<", ">"] : [">", "<"];
  return searching(request.filters, async (tx) => {
    const beside = async (compare: string, order: string) => {
      const rows = await tx.$queryRaw`
        SELECT pair.id FROM pair
        WHERE ${where} AND (${sort.value}, pair.id) ${Prisma.raw(compare)} ${hereOf(sort, request.pairId)}
        ORDER BY ${sort.value} ${Prisma.raw(order)}, pair.id ${Prisma.raw(order)} LIMIT 1`;
      return placeSchema.parse(rows)[0]?.id ?? null;
    };
    const before = Prisma.sql`${where} AND (${sort.value}, pair.id) ${Prisma.raw(back)} ${hereOf(sort, request.pairId)}`;
    return {
      previousId: await beside(back, sort.order === "DESC" ? "ASC" : "DESC"),
      nextId: await beside(forward, sort.order),
      place: Math.min((await countUpTo(tx, before)) + 1, countCap),
      total: await countUpTo(tx, where),
    };
  });
}

function hereOf(sort: SortColumn, pairId: number): Condition {
  return Prisma.sql`(SELECT ${sort.value}, pair.id FROM pair WHERE pair.id = ${pairId})`;
}

const countSchema = z.tuple([z.object({ count: z.int() })]);

/** How many pairs there are, up to `countCap`. */
export async function countUpTo(tx: Tx, where: Condition): Promise<number> {
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM pair WHERE ${where} LIMIT ${countCap}) AS counted`;
  return countSchema.parse(rows)[0].count;
}

/** Pairs of this list that are younger than a pair, up to `countCap`. */
export async function countPairsSince(
  _actor: Actor,
  projectId: number,
  { filters, since }: { readonly filters: PairFilters; readonly since: number },
): Promise<number> {
  const where = whereOf(projectId, conditionsOf(projectId, filters));
  return searching(filters, (tx) => countUpTo(tx, Prisma.sql`${where} AND pair.id > ${since}`));
}
