import { Prisma } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import { decodeCursor, encodeCursor } from "#lib/pair/cursor.ts";
import { searching, textMatch } from "#lib/pair/filter/queries.ts";
import { pairPageLimit } from "#lib/pair/schema.ts";
import type { AttemptFilters, AttemptPage, AttemptRow } from "./schema.ts";

export interface AttemptListRequest {
  readonly filters: AttemptFilters;
  readonly cursor: string | null;
  /** At most `pairPageLimit`. */
  readonly limit: number;
}

type StoredRow = Omit<AttemptRow, "createdAt"> & { readonly createdAt: Date };

/** One keyset page of single trajectories, newest first; no body is read. Throws `Invalid` for a search that cannot run. */
export async function listAttempts(
  _actor: Actor,
  projectId: number,
  request: AttemptListRequest,
): Promise<AttemptPage> {
  const limit = Math.min(Math.max(1, request.limit), pairPageLimit);
  const where = whereOf(projectId, request);
  const rows = await searching(
    request.filters,
    (tx) => tx.$queryRaw<StoredRow[]>`
      WITH page AS MATERIALIZED (
        SELECT trajectory.id FROM trajectory WHERE ${where} ORDER BY trajectory.id DESC LIMIT ${limit + 1}
      )
      SELECT trajectory.id, trajectory.problem_id AS "problemId", left(problem.text, 240) AS problem,
        left(problem.answer, 120) AS gold, policy.name AS policy, strategy.position AS strategy,
        trajectory.outcome::text AS outcome, left(trajectory.extracted, 120) AS extracted,
        generated_tokens AS "generatedTokens", executor_tokens AS "executorTokens", characters,
        code_blocks AS "codeBlocks", code_failures AS "codeFailures", duration_ms AS "durationMs",
        is_recorded AS "isRecorded", trajectory.findings, stands.id AS "pairId",
        CASE WHEN stands.id IS NULL THEN NULL WHEN stands.first_id = trajectory.id THEN 'first' ELSE 'second' END AS part,
        trajectory.created_at AS "createdAt"
      FROM page
      JOIN trajectory ON trajectory.id = page.id
      JOIN problem ON problem.id = trajectory.problem_id
      JOIN policy ON policy.id = trajectory.policy_id
      JOIN strategy ON strategy.id = trajectory.strategy_id
      LEFT JOIN LATERAL (
        SELECT pair.id, pair.first_id FROM pair
        WHERE pair.first_id = trajectory.id OR pair.second_id = trajectory.id
        ORDER BY pair.id DESC LIMIT 1
      ) AS stands ON true
      ORDER BY trajectory.id DESC`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    nextCursor: rows.length > limit && last ? encodeCursor({ value: last.id, id: last.id }) : null,
  };
}

function whereOf(projectId: number, { filters, cursor }: AttemptListRequest): Prisma.Sql {
  const codes = filters.finding.filter((code) => code !== "none");
  const graded = filters.outcome.filter((outcome) => outcome !== "ungraded");
  const conditions = [
    Prisma.sql`trajectory.project_id = ${projectId}`,
    cursor === null ? null : Prisma.sql`trajectory.id < ${decodeCursor(cursor).id}`,
    filters.policy.length === 0 ? null : Prisma.sql`policy_id = ANY(${[...filters.policy]})`,
    filters.strategy.length === 0
      ? null
      : Prisma.sql`strategy_id IN (
          SELECT id FROM strategy WHERE project_id = ${projectId} AND position = ANY(${[...filters.strategy]})
        )`,
    eitherOf(
      graded.length === 0 ? null : Prisma.sql`outcome = ANY(${graded}::"Outcome"[])`,
      filters.outcome.includes("ungraded") ? Prisma.sql`outcome IS NULL` : null,
    ),
    eitherOf(
      codes.length === 0 ? null : Prisma.sql`findings && ${codes}::text[]`,
      filters.finding.includes("none") ? Prisma.sql`findings = '{}'` : null,
    ),
    filters.run === null ? null : Prisma.sql`run_id = ${filters.run}`,
    filters.problem === null ? null : Prisma.sql`problem_id = ${filters.problem}`,
    searchCondition(projectId, filters.q.trim()),
  ];
  return Prisma.join(
    conditions.filter((condition) => condition !== null),
    " AND ",
  );
}

function eitherOf(one: Prisma.Sql | null, other: Prisma.Sql | null): Prisma.Sql | null {
  if (one !== null && other !== null) return Prisma.sql`(${one} OR ${other})`;
  return one ?? other;
}

function searchCondition(projectId: number, q: string): Prisma.Sql | null {
  if (q === "") return null;
  const id = /^#(\d{1,9})$/.exec(q)?.[1];
  if (id !== undefined) return Prisma.sql`trajectory.id = ${Number(id)}`;
  const { operator, value } = textMatch(q);
  return Prisma.sql`trajectory.id IN (
    SELECT own.id FROM trajectory AS own JOIN trajectory_body ON trajectory_id = own.id
      WHERE own.project_id = ${projectId} AND trajectory_body.text ${operator} ${value}
    UNION SELECT own.id FROM trajectory AS own JOIN problem ON problem.id = own.problem_id
      WHERE problem.project_id = ${projectId} AND problem.text ${operator} ${value}
  )`;
}
