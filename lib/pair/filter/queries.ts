import { z } from "zod";
import { db, Prisma, type Tx } from "#lib/adapters/db/client.ts";
import { Invalid } from "#lib/errors.ts";
import type { PairFilters } from "../schema.ts";
import { asInvalidSearch } from "./search-error.ts";

export type Condition = Prisma.Sql;
type FilterName = keyof PairFilters;

/** Longest a search may keep the database busy. */
const searchTimeoutMs = 2000;

/** One condition per filter that is set, by name, so that a facet can leave out its own. Columns are those of `pair`. */
export function conditionsOf(
  projectId: number,
  filters: PairFilters,
): ReadonlyMap<FilterName, Condition> {
  const conditions: readonly (readonly [FilterName, Condition | null])[] = [
    ["case", caseCondition(filters.case)],
    ["direction", directionCondition(projectId, filters.direction)],
    ["subset", subsetCondition(projectId, filters.subset)],
    [
      "verdict",
      any(filters.verdict, (values) => Prisma.sql`verdict = ANY(${values}::"VerdictValue"[])`),
    ],
    ["outcome", outcomeCondition(filters.outcome)],
    ["policy", any(filters.policy, policyCondition)],
    ["finding", findingCondition(filters.finding)],
    ["minTokens", filters.minTokens === null ? null : Prisma.sql`tokens >= ${filters.minTokens}`],
    ["maxTokens", filters.maxTokens === null ? null : Prisma.sql`tokens <= ${filters.maxTokens}`],
    ["run", filters.run === null ? null : Prisma.sql`run_id = ${filters.run}`],
    ["problem", filters.problem === null ? null : Prisma.sql`problem_id = ${filters.problem}`],
    ["all", filters.all ? null : Prisma.sql`is_latest`],
    [
      "q",
      filters.q.trim() === ""
        ? null
        : Prisma.sql`pair.id IN (${matchesOf(projectId, filters.q.trim())})`,
    ],
  ];
  return new Map(conditions.flatMap(([name, sql]) => (sql === null ? [] : [[name, sql] as const])));
}

/** All of them together, the project's fence included. */
export function whereOf(
  projectId: number,
  conditions: ReadonlyMap<FilterName, Condition>,
  without: readonly FilterName[] = [],
): Condition {
  const kept = [...conditions].filter(([name]) => !without.includes(name)).map(([, sql]) => sql);
  return Prisma.join([Prisma.sql`pair.project_id = ${projectId}`, ...kept], " AND ");
}

function any<T>(values: readonly T[], condition: (values: T[]) => Condition): Condition | null {
  return values.length === 0 ? null : condition([...values]);
}

function either(conditions: readonly (Condition | null)[]): Condition | null {
  const set = conditions.filter((condition) => condition !== null);
  return set.length === 0 ? null : Prisma.sql`(${Prisma.join(set, " OR ")})`;
}

function caseCondition(values: PairFilters["case"]): Condition | null {
  const cases = values.filter((value) => value !== "none");
  return either([
    any(cases, (list) => Prisma.sql`case_of = ANY(${list}::"PairCase"[])`),
    values.includes("none") ? Prisma.sql`case_of IS NULL` : null,
  ]);
}

function strategyAt(projectId: number, positions: number[]): Condition {
  return Prisma.sql`(SELECT id FROM strategy WHERE project_id = ${projectId} AND position = ANY(${positions}))`;
}

function directionCondition(projectId: number, values: PairFilters["direction"]): Condition | null {
  return any(values, (list) => {
    const positions = list.map((value) => (value === "1-2" ? 1 : 2));
    return Prisma.sql`first_strategy_id IN ${strategyAt(projectId, positions)}`;
  });
}

function subsetCondition(projectId: number, values: PairFilters["subset"]): Condition | null {
  const positions = values.filter((value) => value !== "none").map(Number);
  return either([
    any(positions, (list) => Prisma.sql`favoured_strategy_id IN ${strategyAt(projectId, list)}`),
    values.includes("none") ? Prisma.sql`favoured_strategy_id IS NULL` : null,
  ]);
}

function outcomeCondition(values: PairFilters["outcome"]): Condition | null {
  const graded = values.filter((value) => value !== "ungraded");
  return either([
    any(
      graded,
      (list) =>
        Prisma.sql`first_outcome = ANY(${list}::"Outcome"[]) OR second_outcome = ANY(${list}::"Outcome"[])`,
    ),
    values.includes("ungraded")
      ? Prisma.sql`first_outcome IS NULL OR second_outcome IS NULL`
      : null,
  ]);
}

function policyCondition(ids: number[]): Condition {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM trajectory WHERE trajectory.id IN (pair.first_id, pair.second_id) AND policy_id = ANY(${ids})
  )`;
}

function findingCondition(values: PairFilters["finding"]): Condition | null {
  const codes = values.filter((value) => value !== "none");
  return either([
    any(codes, (list) => Prisma.sql`findings && ${list}::text[]`),
    values.includes("none") ? Prisma.sql`findings = '{}'` : null,
  ]);
}

/** Pairs that a search finds, each once. Substring or regular expression; the expression runs in Postgres, never in this process. */
function matchesOf(projectId: number, q: string): Condition {
  const id = /^#?(\d{1,9})$/.exec(q)?.[1];
  const byNumber = Prisma.sql`SELECT ${Number(id ?? 0)}::int`;
  if (id !== undefined && q.startsWith("#")) return byNumber;
  const { operator, value } = textMatch(q);
  return Prisma.sql`
    WITH matched AS MATERIALIZED (
      SELECT trajectory.id FROM trajectory JOIN trajectory_body ON trajectory_id = trajectory.id
      WHERE trajectory.project_id = ${projectId} AND trajectory_body.text ${operator} ${value}
    )
    SELECT hit.id FROM pair AS hit JOIN matched ON matched.id = hit.first_id
    UNION SELECT hit.id FROM pair AS hit JOIN matched ON matched.id = hit.second_id
    UNION SELECT hit.id FROM pair AS hit JOIN problem ON problem.id = hit.problem_id
      WHERE problem.project_id = ${projectId} AND problem.text ${operator} ${value}
    UNION SELECT entry.pair_id FROM entry JOIN revision ON revision.id = entry.current_id
      WHERE entry.project_id = ${projectId} AND revision.transition ${operator} ${value}
    UNION ${byNumber}`;
}

const idRows = z.array(z.object({ id: z.int() }));

/** The conditions with the search, which costs most, answered once: for several reads of the same filters. */
export async function withSearchAnswered(
  tx: Tx,
  projectId: number,
  filters: PairFilters,
  limit: number,
): Promise<ReadonlyMap<FilterName, Condition>> {
  const conditions = conditionsOf(projectId, filters);
  const search = conditions.get("q");
  if (search === undefined) return conditions;
  const rows = await tx.$queryRaw`
    SELECT pair.id FROM pair WHERE pair.project_id = ${projectId} AND ${search} LIMIT ${limit}`;
  const ids = idRows.parse(rows).map((row) => row.id);
  return new Map([...conditions, ["q", Prisma.sql`pair.id = ANY(${ids})`]]);
}

/** How a search compares: `/…/` is a regular expression, anything else a piece of text in either case. */
export function textMatch(q: string): { readonly operator: Condition; readonly value: string } {
  const expression = /^\/(.+)\/(i?)$/s.exec(q);
  if (!expression) {
    return { operator: Prisma.sql`ILIKE`, value: `%${q.replaceAll(/[\\%_]/g, "\\$&")}%` };
  }
  return {
    operator: expression[2] === "i" ? Prisma.sql`~*` : Prisma.sql`~`,
    value: expression[1] ?? "",
  };
}

/** Runs reads that may hold a person's search: capped in time, a bad expression said in words. Throws `Invalid`. */
export async function searching<T>(
  filters: Pick<PairFilters, "q">,
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (filters.q.trim() === "") return read(db());
  if (filters.q.includes("\u0000"))
    throw new Invalid("A search cannot hold the character U+0000: remove it.");
  try {
    return await db().$transaction(async (tx) => {
      await tx.$executeRawUnsafe(`SET LOCAL statement_timeout = ${searchTimeoutMs}`);
      return read(tx);
    });
  } catch (error) {
    throw asInvalidSearch(error, filters.q) ?? error;
  }
}
