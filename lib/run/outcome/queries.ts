import { db } from "../../adapters/db/client.ts";
import { NotFound } from "../../errors.ts";
import type { Actor } from "../../member/actor.ts";
import type { Case } from "../../method/splice/schema.ts";
import { caseFromColumn } from "../../pair/case-column.ts";
import type { RunStatus } from "../status.ts";

/** What came of a teach run so far. */
export interface RunOutcome {
  readonly runId: number;
  readonly status: RunStatus;
  readonly reason: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly tokens: number;
  readonly seconds: number;
  /** Settled pairs of this run by case; undecided ones are in `undecided`. */
  readonly cases: Readonly<Record<Case, number>>;
  readonly undecided: number;
  readonly failures: readonly {
    readonly code: string;
    readonly reason: string;
    readonly units: number;
  }[];
}

/** Throws `NotFound`. */
export async function getOutcome(_actor: Actor, runId: number): Promise<RunOutcome> {
  const run = await db().run.findUnique({ where: { id: runId } });
  if (!run) throw new NotFound(`There is no run ${runId}.`);
  const [cases, undecided, failures] = await Promise.all([
    db().pair.groupBy({ by: ["caseOf"], where: { runId, caseOf: { not: null } }, _count: true }),
    db().pair.count({
      where: { runId, caseOf: null, firstOutcome: { not: null }, secondOutcome: { not: null } },
    }),
    db().unit.groupBy({
      by: ["reasonCode", "reason"],
      where: { runId, state: "needsAttention" },
      _count: true,
      orderBy: { _count: { reasonCode: "desc" } },
      take: 20,
    }),
  ]);
  const counts: Record<Case, number> = { "0,1": 0, "1,1": 0, "1,0": 0, "0,0": 0 };
  for (const row of cases) if (row.caseOf) counts[caseFromColumn(row.caseOf)] = row._count;
  const end = run.endedAt ?? new Date();
  return {
    runId,
    status: run.status,
    reason: run.reason,
    total: run.total,
    done: run.done,
    failed: run.failed,
    tokens: Number(run.tokens),
    seconds: (end.getTime() - (run.startedAt ?? run.createdAt).getTime()) / 1000,
    cases: counts,
    undecided,
    failures: failures.map((row) => ({
      code: row.reasonCode,
      reason: row.reason,
      units: row._count,
    })),
  };
}
