import { z } from "zod";
import { db, type Prisma } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { activeMs, type RunMark } from "./progress/active-time.ts";
import type { RunKind, RunProgress } from "./progress/schema.ts";
import type { RunStatus } from "./status.ts";

const underWay = ["queued", "running", "paused"] as const satisfies readonly RunStatus[];
const goes = new Set(["run.start", "run.resume", "run.retry"]);

const runSelect = {
  id: true,
  projectId: true,
  kind: true,
  status: true,
  reason: true,
  settings: true,
  total: true,
  done: true,
  failed: true,
  tokens: true,
  costMicros: true,
  createdBy: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
  project: { select: { name: true } },
} satisfies Prisma.RunSelect;

type RunRow = Prisma.RunGetPayload<{ select: typeof runSelect }>;

/** Runs under way, oldest first: of one project, or of all that are not archived. */
export async function listActiveRuns(
  _actor: Actor,
  projectId: number | null,
): Promise<RunProgress[]> {
  const rows = await db().run.findMany({
    where: {
      status: { in: [...underWay] },
      ...(projectId === null ? { project: { archivedAt: null } } : { projectId }),
    },
    orderBy: { id: "asc" },
    take: 50,
    select: runSelect,
  });
  return withProgress(rows);
}

export interface RunFilter {
  readonly kind?: RunKind;
  readonly status?: RunStatus;
  /** Runs older than this one: the next page. */
  readonly before?: number;
  readonly limit?: number;
}

/** A project's runs, newest first. */
export async function listRuns(
  _actor: Actor,
  projectId: number,
  filter: RunFilter = {},
): Promise<RunProgress[]> {
  const rows = await db().run.findMany({
    where: {
      projectId,
      ...(filter.kind ? { kind: filter.kind } : {}),
      ...(filter.status ? { status: filter.status } : {}),
      ...(filter.before ? { id: { lt: filter.before } } : {}),
    },
    orderBy: { id: "desc" },
    take: filter.limit ?? 100,
    select: runSelect,
  });
  return withProgress(rows);
}

/** How many runs of each status the project has. */
export async function countRuns(
  _actor: Actor,
  projectId: number,
): Promise<ReadonlyMap<RunStatus, number>> {
  const rows = await db().run.groupBy({ by: ["status"], where: { projectId }, _count: true });
  return new Map(rows.map((row) => [row.status, row._count]));
}

export interface RunDetails extends RunProgress {
  /** As stored; the reader parses it by kind. */
  readonly settings: unknown;
}

/** One run of the project. Throws `NotFound`. */
export async function getRun(_actor: Actor, projectId: number, runId: number): Promise<RunDetails> {
  const row = await db().run.findFirst({ where: { id: runId, projectId }, select: runSelect });
  if (!row) {
    throw new NotFound(
      `There is no run ${runId} in this project. Open the list of runs and choose one.`,
      {
        fields: { run: runId },
      },
    );
  }
  const [progress] = await withProgress([row]);
  if (!progress) throw new NotFound(`There is no run ${runId}.`);
  return { ...progress, settings: row.settings };
}

async function withProgress(rows: readonly RunRow[]): Promise<RunProgress[]> {
  const ids = rows.filter((row) => row.startedAt).map((row) => row.id);
  const [marks, inFlight] = await Promise.all([readMarks(ids), countInFlight(rows)]);
  const now = new Date();
  return rows.map((row) =>
    progressOf(row, marks.get(row.id) ?? [], inFlight.get(row.id) ?? 0, now),
  );
}

function progressOf(
  row: RunRow,
  marks: readonly RunMark[],
  inFlight: number,
  now: Date,
): RunProgress {
  const { project, settings, startedAt, tokens, costMicros, ...rest } = row;
  const worked = startedAt ? activeMs(startedAt, row.endedAt ?? now, marks) : 0;
  const perMinute = row.done > 0 && worked > 0 ? (row.done * 60_000) / worked : null;
  const left = Math.max(0, row.total - row.done - row.failed);
  return {
    ...rest,
    startedAt,
    projectName: project.name,
    inFlight,
    tokens: Number(tokens),
    costMicros: Number(costMicros),
    currency: currencySchema.parse(settings).currency,
    perMinute,
    secondsLeft: perMinute && row.status === "running" ? Math.round((left / perMinute) * 60) : null,
    activeSeconds: Math.round(worked / 1000),
  };
}

const currencySchema = z
  .object({ currency: z.string().catch("USD").default("USD") })
  .catch({ currency: "USD" });

/** When each run was held and went on; the audit knows. */
async function readMarks(ids: readonly number[]): Promise<ReadonlyMap<number, RunMark[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db().audit.findMany({
    where: { subject: { in: ids.map((id) => `run:${id}`) } },
    orderBy: { id: "asc" },
    select: { at: true, action: true, subject: true },
  });
  const marks = new Map<number, RunMark[]>();
  for (const row of rows) {
    const id = Number(row.subject.slice("run:".length));
    marks.set(id, [...(marks.get(id) ?? []), { at: row.at, isGoing: goes.has(row.action) }]);
  }
  return marks;
}

async function countInFlight(rows: readonly RunRow[]): Promise<ReadonlyMap<number, number>> {
  const ids = rows
    .filter((row) => row.kind === "teach" && row.status !== "done")
    .map((row) => row.id);
  if (ids.length === 0) return new Map();
  const counts = await db().unit.groupBy({
    by: ["runId"],
    where: { runId: { in: ids }, state: "leased" },
    _count: true,
  });
  return new Map(counts.map((row) => [row.runId, row._count]));
}
