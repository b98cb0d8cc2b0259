import { z } from "zod";
import { db } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";

const navCountsSchema = z.object({
  problems: z.int(),
  pairs: z.int(),
  datasets: z.int(),
  policies: z.int(),
  transitions: z.int(),
});
export type NavCounts = z.infer<typeof navCountsSchema>;

const cap = 10_001;

/** The figures beside the sidebar's links; large ones stop at 10,001 so that they stay cheap. */
export async function readNavCounts(_actor: Actor, projectId: number): Promise<NavCounts> {
  const rows = await db().$queryRaw`
    SELECT
      (SELECT count(*)::int FROM (SELECT 1 FROM problem WHERE project_id = ${projectId} AND archived_at IS NULL LIMIT ${cap}) few) AS problems,
      (SELECT count(*)::int FROM (SELECT 1 FROM pair WHERE project_id = ${projectId} AND is_latest LIMIT ${cap}) few) AS pairs,
      (SELECT count(*)::int FROM dataset WHERE project_id = ${projectId} AND archived_at IS NULL) AS datasets,
      (SELECT count(*)::int FROM policy WHERE project_id = ${projectId} AND archived_at IS NULL) AS policies,
      (SELECT count(DISTINCT (from_strategy_id, to_strategy_id, kind, name))::int FROM transition_template
        WHERE project_id = ${projectId} AND archived_at IS NULL) AS transitions`;
  return z.tuple([navCountsSchema]).parse(rows)[0];
}

/** Every project by name, newest first: for the switcher, which also names the archived one that somebody looks at. */
export async function listProjectNames(
  _actor: Actor,
): Promise<{ readonly id: number; readonly name: string; readonly isArchived: boolean }[]> {
  const rows = await db().project.findMany({
    orderBy: { id: "desc" },
    select: { id: true, name: true, archivedAt: true },
  });
  return rows.map(({ archivedAt, ...row }) => ({ ...row, isArchived: archivedAt !== null }));
}
