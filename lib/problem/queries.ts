import { db, Prisma } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { ProblemCounts, ProblemFilter, ProblemListRow, ProblemPage } from "./schema.ts";

const pageRows = 100;
const mostPageRows = 200;
const countCap = 10_001;

/** A page of problems in import order. `after` is the last ordinal seen; 0 starts at the top. */
export async function listProblems(
  _actor: Actor,
  projectId: number,
  filter: ProblemFilter,
  after = 0,
  limit = pageRows,
): Promise<ProblemPage> {
  const take = Math.min(limit, mostPageRows);
  const rows = await db().$queryRaw<StoredRow[]>`
    SELECT problem.id, ordinal, left(text, 300) AS excerpt, answer, source, topic, difficulty,
      strategy.position AS favoured, held_out, problem.archived_at,
      (SELECT count(*)::int FROM pair WHERE pair.problem_id = problem.id) AS pairs
    FROM problem LEFT JOIN strategy ON strategy.id = favoured_strategy_id
    WHERE ${whereOf(projectId, filter)} AND ordinal > ${after}
    ORDER BY ordinal LIMIT ${take + 1}`;
  const page = rows.slice(0, take).map(listRow);
  return { rows: page, next: rows.length > take ? (page.at(-1)?.ordinal ?? null) : null };
}

/** How many problems match, counted up to 10,001. */
export async function countProblems(
  _actor: Actor,
  projectId: number,
  filter: ProblemFilter,
): Promise<number> {
  const [row] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM problem LEFT JOIN strategy ON strategy.id = favoured_strategy_id
      WHERE ${whereOf(projectId, filter)} LIMIT ${countCap}
    ) AS matching`;
  return row?.n ?? 0;
}

/** The numbers above the list: what each filter would show. */
export async function problemCounts(_actor: Actor, projectId: number): Promise<ProblemCounts> {
  const [row] = await db().$queryRaw<ProblemCounts[]>`
    SELECT
      count(*) FILTER (WHERE here)::int AS active,
      count(*) FILTER (WHERE NOT here)::int AS archived,
      count(*) FILTER (WHERE here AND held_out)::int AS "heldOut",
      count(*) FILTER (WHERE here AND NOT held_out AND NOT taught)::int AS untaught,
      count(*) FILTER (WHERE here AND position = 1)::int AS "favour1",
      count(*) FILTER (WHERE here AND position = 2)::int AS "favour2",
      count(*) FILTER (WHERE here AND position IS NULL)::int AS "favourNone"
    FROM (
      SELECT archived_at IS NULL AS here, held_out, strategy.position,
        EXISTS (SELECT 1 FROM pair WHERE pair.problem_id = problem.id) AS taught
      FROM problem LEFT JOIN strategy ON strategy.id = favoured_strategy_id
      WHERE problem.project_id = ${projectId}
    ) AS counted`;
  if (!row) throw new NotFound(`There is no project ${projectId}.`);
  return row;
}

/** One problem, whole. Throws `NotFound`. */
export async function getProblem(_actor: Actor, projectId: number, problemId: number) {
  const row = await db().problem.findFirst({
    where: { id: problemId, projectId },
    select: {
      id: true,
      ordinal: true,
      text: true,
      answer: true,
      source: true,
      topic: true,
      difficulty: true,
      heldOut: true,
      extra: true,
      createdAt: true,
      archivedAt: true,
      contentSha256: true,
      favoured: { select: { id: true, position: true, subsetName: true } },
      _count: { select: { pairs: true, trajectories: true } },
    },
  });
  if (!row) {
    throw new NotFound(
      `There is no problem ${problemId} in this project. Go back to the list and choose one.`,
      {
        fields: { problemId },
      },
    );
  }
  const { _count, ...problem } = row;
  return { ...problem, pairs: _count.pairs, trajectories: _count.trajectories };
}

interface StoredRow {
  readonly id: number;
  readonly ordinal: number;
  readonly excerpt: string;
  readonly answer: string;
  readonly source: string;
  readonly topic: string;
  readonly difficulty: number | null;
  readonly favoured: number | null;
  readonly held_out: boolean;
  readonly archived_at: Date | null;
  readonly pairs: number;
}

function listRow({ favoured, held_out, archived_at, ...row }: StoredRow): ProblemListRow {
  return {
    ...row,
    favouredPosition: favoured === null ? null : favoured === 1 ? 1 : 2,
    heldOut: held_out,
    isArchived: archived_at !== null,
  };
}

function whereOf(projectId: number, filter: ProblemFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`problem.project_id = ${projectId}`,
    filter.state === "archived"
      ? Prisma.sql`problem.archived_at IS NOT NULL`
      : Prisma.sql`problem.archived_at IS NULL`,
  ];
  if (filter.q) conditions.push(textCondition(filter.q));
  if (filter.subset === "none") conditions.push(Prisma.sql`favoured_strategy_id IS NULL`);
  else if (filter.subset) conditions.push(Prisma.sql`strategy.position = ${Number(filter.subset)}`);
  if (filter.heldOut) conditions.push(Prisma.sql`held_out = ${filter.heldOut === "yes"}`);
  if (filter.taught) conditions.push(taughtCondition(filter.taught));
  return Prisma.join(conditions, " AND ");
}

/** `no` is what `teach` would take: held-out problems are not waiting for anything. */
function taughtCondition(taught: "yes" | "no"): Prisma.Sql {
  const hasPair = Prisma.sql`EXISTS (SELECT 1 FROM pair WHERE pair.problem_id = problem.id)`;
  return taught === "yes" ? hasPair : Prisma.sql`NOT held_out AND NOT ${hasPair}`;
}

/** Text, answer, source or topic; `#12` is the problem's number. */
function textCondition(q: string): Prisma.Sql {
  const ordinal = /^#(\d{1,9})$/.exec(q)?.[1];
  if (ordinal) return Prisma.sql`ordinal = ${Number(ordinal)}`;
  const like = `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return Prisma.sql`(text ILIKE ${like} OR answer ILIKE ${like} OR source ILIKE ${like} OR topic ILIKE ${like})`;
}
