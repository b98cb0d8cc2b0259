import { db, type Tx } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import {
  type ProjectDetails,
  type ProjectListRow,
  projectSettingsSchema,
  type StrategyRow,
} from "./schema.ts";

const strategySelect = {
  id: true,
  position: true,
  name: true,
  sign: true,
  subsetName: true,
  usesTools: true,
  policyId: true,
  policy: { select: { name: true } },
} as const;

const rowSelect = {
  id: true,
  name: true,
  description: true,
  isSample: true,
  createdAt: true,
  archivedAt: true,
} as const;

/** Every project, newest first; archived ones only when asked for. */
export async function listProjects(
  _actor: Actor,
  filter: { readonly archived?: boolean } = {},
): Promise<readonly ProjectListRow[]> {
  const rows = await db().project.findMany({
    where: { archivedAt: filter.archived ? { not: null } : null },
    orderBy: { id: "desc" },
    select: {
      ...rowSelect,
      strategies: {
        orderBy: { position: "asc" },
        select: { name: true, sign: true, subsetName: true, usesTools: true },
      },
      _count: {
        select: {
          problems: { where: { archivedAt: null } },
          pairs: true,
          datasets: { where: { archivedAt: null } },
          runs: { where: { status: { in: ["queued", "running", "paused"] } } },
        },
      },
    },
  });
  return rows.map(({ _count, ...row }) => ({
    ...row,
    problems: _count.problems,
    pairs: _count.pairs,
    datasets: _count.datasets,
    activeRuns: _count.runs,
  }));
}

/** One project with its settings and both strategies. Throws `NotFound`. */
export async function getProject(_actor: Actor, projectId: number): Promise<ProjectDetails> {
  return readProject(db(), projectId);
}

/** The same inside a transaction. Throws `NotFound`. */
export async function readProject(tx: Tx, projectId: number): Promise<ProjectDetails> {
  const row = await tx.project.findUnique({
    where: { id: projectId },
    select: {
      ...rowSelect,
      settings: true,
      strategies: { orderBy: { position: "asc" }, select: strategySelect },
    },
  });
  if (!row) throw missing(String(projectId));
  const [one, two] = row.strategies.map(strategyRow);
  if (!one || !two) {
    throw new NotFound(
      `Project ${row.name} has no pair of strategies. Restore the database from a backup.`,
    );
  }
  return { ...row, settings: projectSettingsSchema.parse(row.settings), strategies: [one, two] };
}

/** The id of the project with exactly this name, archived or not; null when there is none. */
export async function findProjectId(_actor: Actor, name: string): Promise<number | null> {
  const row = await db().project.findUnique({ where: { name: name.trim() }, select: { id: true } });
  return row?.id ?? null;
}

/** The project that the command line names. Throws `NotFound` with the names there are. */
export async function getProjectByName(actor: Actor, name: string): Promise<ProjectDetails> {
  const id = await findProjectId(actor, name);
  if (id !== null) return getProject(actor, id);
  const known = await db().project.findMany({
    where: { archivedAt: null },
    orderBy: { id: "asc" },
    take: 10,
    select: { name: true },
  });
  const names = known.map((project) => `"${project.name}"`).join(", ");
  throw new NotFound(
    `There is no project "${name}". ${names ? `Projects here: ${names}.` : "There is no project yet."}`,
    { fields: { project: name } },
  );
}

function missing(project: string): NotFound {
  return new NotFound(`There is no project ${project}. Open the list of projects and choose one.`, {
    fields: { project },
  });
}

interface StoredStrategy extends Omit<StrategyRow, "position" | "policyName"> {
  readonly position: number;
  readonly policy: { readonly name: string } | null;
}

function strategyRow({ policy, position, ...row }: StoredStrategy): StrategyRow {
  return { ...row, position: position === 1 ? 1 : 2, policyName: policy?.name ?? null };
}
