import { z } from "zod";
import { db, Prisma, type Tx } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import {
  type Condition,
  conditionsOf,
  searching,
  whereOf,
  withSearchAnswered,
} from "../filter/queries.ts";
import { countUpTo } from "../queries.ts";
import {
  countCap,
  type FacetName,
  type FacetValue,
  facetNames,
  noFilters,
  type PairFacets,
  type PairFilters,
  type PairTabs,
} from "../schema.ts";

/** Rows a facet looks at: enough that every count up to the cap is right for facets of few values. */
const baseLimit = 100_000;
const histogramBars = 16;

const countsOf: Readonly<Record<FacetName, Condition>> = {
  case: Prisma.sql`SELECT 'case' AS facet, COALESCE(case_of::text, 'none') AS value, count(*)::int AS count FROM base GROUP BY 2`,
  direction: Prisma.sql`SELECT 'direction', CASE WHEN position = 1 THEN '1-2' ELSE '2-1' END, count(*)::int
    FROM base JOIN strategy ON strategy.id = first_strategy_id GROUP BY 2`,
  subset: Prisma.sql`SELECT 'subset', COALESCE(position::text, 'none'), count(*)::int
    FROM base LEFT JOIN strategy ON strategy.id = favoured_strategy_id GROUP BY 2`,
  verdict: Prisma.sql`SELECT 'verdict', verdict::text, count(*)::int FROM base WHERE verdict IS NOT NULL GROUP BY 2`,
  outcome: Prisma.sql`SELECT 'outcome', outcome, count(*)::int FROM (
    SELECT COALESCE(first_outcome::text, 'ungraded') AS outcome FROM base
    UNION ALL SELECT COALESCE(second_outcome::text, 'ungraded') FROM base
      WHERE first_outcome IS DISTINCT FROM second_outcome
  ) AS outcomes GROUP BY 2`,
  policy: Prisma.sql`SELECT 'policy', policy_id::text, count(*)::int FROM (
    SELECT base.id, policy_id FROM base JOIN trajectory ON trajectory.id = first_id
    UNION SELECT base.id, policy_id FROM base JOIN trajectory ON trajectory.id = second_id
  ) AS policies GROUP BY 2`,
  finding: Prisma.sql`SELECT 'finding', code, count(*)::int FROM (
    SELECT unnest(findings) AS code FROM base UNION ALL SELECT 'none' FROM base WHERE findings = '{}'
  ) AS codes GROUP BY 2`,
};

const facetRows = z.array(
  z.object({ facet: z.enum(facetNames), value: z.string(), count: z.int() }),
);
const totalRow = z.tuple([z.object({ total: z.int(), trained: z.coerce.number() })]);
const barRows = z.array(z.object({ bar: z.int(), count: z.int() }));

/** Counts by facet value for these filters; each facet ignores its own. One scan for all facets without a filter. */
export async function pairFacets(
  _actor: Actor,
  projectId: number,
  filters: PairFilters,
): Promise<PairFacets> {
  return searching(filters, async (tx) => {
    const conditions = await withSearchAnswered(tx, projectId, filters, baseLimit);
    const filtered = facetNames.filter((name) => conditions.has(name));
    const free = facetNames.filter((name) => !conditions.has(name));
    const rows = [
      ...(await countFacets(tx, whereOf(projectId, conditions), free)),
      ...(await eachFacet(tx, filtered, (name) => whereOf(projectId, conditions, [name]))),
    ];
    const tokenScale = await tokenScaleOf(tx, projectId);
    const withoutTokens = whereOf(projectId, conditions, ["minTokens", "maxTokens"]);
    return {
      ...(await totals(tx, whereOf(projectId, conditions))),
      facets: byFacet(rows),
      tokenScale,
      tokenHistogram: await histogram(tx, withoutTokens, tokenScale),
    };
  });
}

/** Counts behind the page's tabs; only the pair that counts of each problem. */
export async function pairTabs(_actor: Actor, projectId: number): Promise<PairTabs> {
  const count = (filters: Partial<PairFilters>) =>
    countUpTo(db(), whereOf(projectId, conditionsOf(projectId, { ...noFilters, ...filters })));
  const [all, corrections, pending, toRetry, undecided, attempts] = await Promise.all([
    count({}),
    count({ case: ["0,1"] }),
    count({ verdict: ["pending"] }),
    count({ case: ["0,0"] }),
    count({ outcome: ["undecided"] }),
    countAttempts(projectId),
  ]);
  return { all, corrections, pending, toRetry, undecided, attempts };
}

async function countAttempts(projectId: number): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM trajectory WHERE project_id = ${projectId} LIMIT ${countCap}
    ) AS counted`;
  return z.tuple([z.object({ count: z.int() })]).parse(rows)[0].count;
}

async function eachFacet(
  tx: Tx,
  names: readonly FacetName[],
  where: (name: FacetName) => Condition,
) {
  const rows: z.infer<typeof facetRows> = [];
  for (const name of names) rows.push(...(await countFacets(tx, where(name), [name])));
  return rows;
}

async function countFacets(tx: Tx, where: Condition, names: readonly FacetName[]) {
  if (names.length === 0) return [];
  const union = Prisma.join(
    names.map(
      (name) =>
        Prisma.sql`(SELECT * FROM (${countsOf[name]}) AS ${Prisma.raw(`"${name}"`)} (facet, value, count))`,
    ),
    " UNION ALL ",
  );
  const rows = await tx.$queryRaw`
    WITH base AS MATERIALIZED (
      SELECT id, case_of, first_strategy_id, favoured_strategy_id, verdict, first_outcome, second_outcome,
        first_id, second_id, findings
      FROM pair WHERE ${where} LIMIT ${baseLimit}
    ) ${union}`;
  return facetRows.parse(rows);
}

function byFacet(rows: z.infer<typeof facetRows>): PairFacets["facets"] {
  const of = (name: FacetName): FacetValue[] =>
    rows
      .filter((row) => row.facet === name)
      .map(({ value, count }) => ({ value, count: Math.min(count, countCap) }))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  return {
    case: of("case"),
    direction: of("direction"),
    subset: of("subset"),
    verdict: of("verdict"),
    outcome: of("outcome"),
    policy: of("policy"),
    finding: of("finding"),
  };
}

async function totals(tx: Tx, where: Condition) {
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS total, COALESCE(sum(trained_tokens), 0)::float8 AS trained
    FROM (SELECT trained_tokens FROM pair WHERE ${where} LIMIT ${baseLimit}) AS base`;
  const [{ total, trained }] = totalRow.parse(rows);
  return { total, trainedTokens: trained };
}

const scaleRow = z.tuple([z.object({ longest: z.int().nullable() })]);

async function tokenScaleOf(tx: Tx, projectId: number): Promise<number> {
  const rows =
    await tx.$queryRaw`SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY tokens)::int AS longest FROM pair WHERE project_id = ${projectId}`;
  const longest = scaleRow.parse(rows)[0].longest ?? 0;
  return 2 ** Math.max(8, Math.ceil(Math.log2(Math.max(1, longest))));
}

async function histogram(tx: Tx, where: Condition, scale: number): Promise<number[]> {
  const rows = await tx.$queryRaw`
    SELECT LEAST(tokens * ${histogramBars} / ${scale}, ${histogramBars - 1})::int AS bar, count(*)::int AS count
    FROM (SELECT tokens FROM pair WHERE ${where} AND tokens IS NOT NULL LIMIT ${baseLimit}) AS base
    GROUP BY 1`;
  const bars = new Map(barRows.parse(rows).map(({ bar, count }) => [bar, count]));
  return Array.from({ length: histogramBars }, (_, index) => bars.get(index) ?? 0);
}
