import { z } from "zod";
import { db } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import { readBalanceFigures } from "./balance/queries.ts";
import {
  countAttempts,
  countGrades,
  countPairs,
  countVerdicts,
  foldMatrix,
  subsetColumns,
} from "./fold-pairs.ts";
import {
  type AttemptCounts,
  type DatasetFigures,
  type FailedUnits,
  type MapFigures,
  type PairGroup,
  type Position,
  pairGroupSchema,
} from "./schema.ts";

/** All figures of the pipeline map, each group of rows read once. */
export async function readMap(actor: Actor, projectId: number): Promise<MapFigures> {
  const [problems, groups, inFlight, failed, dataset, datasets] = await Promise.all([
    readProblems(projectId),
    readPairGroups(projectId),
    readInFlight(projectId),
    readFailed(projectId),
    readDataset(projectId),
    db().dataset.count({ where: { projectId, archivedAt: null } }),
  ]);
  const pairs = countPairs(groups, () => true);
  const balance = await readBalanceFigures(actor, projectId, groups);
  const withEntry = groups.filter((group) => group.verdict !== null);
  const attempts = (place: "first" | "second", strategy: Position) =>
    attemptsOf(groups, { inFlight, failed }, place, strategy);
  return {
    problems,
    pairs,
    first: [attempts("first", 1), attempts("first", 2)],
    second: [attempts("second", 2), attempts("second", 1)],
    grades: {
      first: countGrades(groups, "firstOutcome"),
      second: countGrades(groups, "secondOutcome"),
      undecided: countPairs(groups, isUndecided),
      inFlight: inFlight
        .filter((row) => row.what.startsWith("grade"))
        .reduce((sum, row) => sum + row.units, 0),
    },
    cells: foldMatrix(groups),
    subsets: subsetColumns(groups),
    graded: countPairs(groups, (group) => group.caseOf !== null),
    entries: { total: countPairs(withEntry, () => true), verdicts: countVerdicts(withEntry) },
    failed: failed.map(({ runId, what, strategy, units }) => ({ runId, what, strategy, units })),
    balance,
    dataset,
    datasets,
  };
}

function isUndecided(group: PairGroup): boolean {
  return group.firstOutcome === "undecided" || group.secondOutcome === "undecided";
}

interface UnitGroup {
  readonly what: FailedUnits["what"];
  readonly strategy: Position | null;
  readonly units: number;
}

function attemptsOf(
  groups: readonly PairGroup[],
  units: { readonly inFlight: readonly UnitGroup[]; readonly failed: readonly UnitGroup[] },
  place: "first" | "second",
  strategy: Position,
): AttemptCounts {
  const sum = (rows: readonly UnitGroup[]) =>
    rows.reduce(
      (total, row) => total + (row.what === place && row.strategy === strategy ? row.units : 0),
      0,
    );
  return {
    strategy,
    ...countAttempts(groups, place, strategy),
    failed: sum(units.failed),
    inFlight: sum(units.inFlight),
  };
}

const problemsSchema = z.object({
  total: z.int(),
  heldOut: z.int(),
  untaught: z.int(),
  one: z.int(),
  two: z.int(),
  none: z.int(),
});

async function readProblems(projectId: number): Promise<MapFigures["problems"]> {
  const rows = await db().$queryRaw`
    SELECT count(*) FILTER (WHERE NOT problem.held_out)::int AS total,
      count(*) FILTER (WHERE problem.held_out)::int AS "heldOut",
      count(*) FILTER (WHERE NOT problem.held_out AND NOT EXISTS (
        SELECT 1 FROM pair WHERE pair.problem_id = problem.id))::int AS untaught,
      count(*) FILTER (WHERE NOT problem.held_out AND strategy.position = 1)::int AS one,
      count(*) FILTER (WHERE NOT problem.held_out AND strategy.position = 2)::int AS two,
      count(*) FILTER (WHERE NOT problem.held_out AND strategy.id IS NULL)::int AS none
    FROM problem LEFT JOIN strategy ON strategy.id = problem.favoured_strategy_id
    WHERE problem.project_id = ${projectId} AND problem.archived_at IS NULL`;
  const [{ one, two, none, ...rest }] = z.tuple([problemsSchema]).parse(rows);
  return { ...rest, bySubset: [one, two], withoutSubset: none };
}

async function readPairGroups(projectId: number): Promise<PairGroup[]> {
  const rows = await db().$queryRaw`
    SELECT pair.case_of::text AS "caseOf", first.position AS first, favoured.position AS subset,
      pair.verdict::text AS verdict, pair.first_outcome::text AS "firstOutcome", pair.second_outcome::text AS "secondOutcome",
      pair."hasFirst", pair."hasSecond", pair.pairs, pair."trainedTokens"
    FROM (
      SELECT case_of, first_strategy_id, favoured_strategy_id, verdict, first_outcome, second_outcome,
        first_id IS NOT NULL AS "hasFirst", second_id IS NOT NULL AS "hasSecond",
        count(*)::int AS pairs, coalesce(sum(trained_tokens), 0)::text AS "trainedTokens"
      FROM pair WHERE project_id = ${projectId} AND is_latest
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ) pair
    JOIN strategy first ON first.id = pair.first_strategy_id
    LEFT JOIN strategy favoured ON favoured.id = pair.favoured_strategy_id`;
  return z.array(pairGroupSchema).parse(rows);
}

const whatOf = {
  first: "first",
  "grade-first": "gradeFirst",
  second: "second",
  "grade-second": "gradeSecond",
  splice: "splice",
} as const;

const unitGroupSchema = z.object({
  runId: z.int(),
  what: z
    .enum(["first", "grade-first", "second", "grade-second", "splice"])
    .transform((what) => whatOf[what]),
  strategy: z.union([z.literal(1), z.literal(2)]).nullable(),
  units: z.int(),
});

/** Units that workers hold now. */
async function readInFlight(projectId: number) {
  const rows = await db().$queryRaw`
    SELECT unit.run_id AS "runId", unit.what::text AS what,
      CASE unit.what WHEN 'first' THEN first.position WHEN 'second' THEN 3 - first.position END AS strategy,
      count(*)::int AS units
    FROM run JOIN unit ON unit.run_id = run.id AND unit.state = 'leased'
    JOIN pair ON pair.id = unit.pair_id
    JOIN strategy first ON first.id = pair.first_strategy_id
    WHERE run.project_id = ${projectId} AND run.status IN ('running', 'paused')
    GROUP BY 1, 2, 3`;
  return z.array(unitGroupSchema).parse(rows);
}

/** Units that need attention, of runs that can still be retried; who wrote the attempt follows from the pair's direction. */
async function readFailed(projectId: number) {
  const rows = await db().$queryRaw`
    SELECT unit.run_id AS "runId", unit.what::text AS what,
      CASE unit.what WHEN 'first' THEN first.position WHEN 'second' THEN 3 - first.position END AS strategy,
      count(*)::int AS units
    FROM run JOIN unit ON unit.run_id = run.id AND unit.state = 'needs-attention'
    JOIN pair ON pair.id = unit.pair_id
    JOIN strategy first ON first.id = pair.first_strategy_id
    WHERE run.project_id = ${projectId} AND run.status <> 'cancelled' AND run.failed > 0
    GROUP BY 1, 2, 3`;
  return z.array(unitGroupSchema).parse(rows);
}

async function readDataset(projectId: number): Promise<DatasetFigures | null> {
  const row = await db().dataset.findFirst({
    where: { projectId, archivedAt: null },
    orderBy: { id: "desc" },
    select: { id: true, name: true, rowCount: true, sha256: true, createdAt: true },
  });
  if (!row) return null;
  const exports = await db().export.findMany({
    where: { datasetId: row.id },
    orderBy: { id: "desc" },
    take: 6,
    select: { id: true, format: true, file: true, path: true },
  });
  const { rowCount, ...rest } = row;
  return {
    ...rest,
    rows: rowCount,
    exports: exports.map(({ path, ...file }) => ({ ...file, isReady: path !== null })),
  };
}

/** The pairs of a (0,0) cell, for a retry of exactly what the cell counts. */
export async function listCellPairIds(
  _actor: Actor,
  projectId: number,
  cell: { readonly first: Position; readonly subset: Position | null },
): Promise<number[]> {
  const rows = await db().pair.findMany({
    where: {
      projectId,
      isLatest: true,
      caseOf: "c00",
      firstStrategy: { position: cell.first },
      ...(cell.subset === null
        ? { favouredStrategyId: null }
        : { favoured: { position: cell.subset } }),
    },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
