import { db } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { AttentionUnit, FailureGroup } from "./schema.ts";

/** Why units of the run need attention, the most frequent reason first. */
export async function listRunFailures(_actor: Actor, runId: number): Promise<FailureGroup[]> {
  const groups = await db().unit.groupBy({
    by: ["reasonCode", "what"],
    where: { runId, state: "needsAttention" },
    _count: true,
    _max: { reason: true },
  });
  return groups
    .map((group) => ({
      code: group.reasonCode,
      what: group.what,
      units: group._count,
      example: group._max.reason ?? "",
    }))
    .sort((a, b) => b.units - a.units);
}

const pageSize = 100;

/** The units themselves, oldest first; `after` is the last id of the page before. */
export async function listAttentionUnits(
  _actor: Actor,
  runId: number,
  filter: { readonly code?: string; readonly after?: number } = {},
): Promise<AttentionUnit[]> {
  const rows = await db().unit.findMany({
    where: {
      runId,
      state: "needsAttention",
      ...(filter.code === undefined ? {} : { reasonCode: filter.code }),
      ...(filter.after === undefined ? {} : { id: { gt: filter.after } }),
    },
    orderBy: { id: "asc" },
    take: pageSize,
    select: {
      id: true,
      what: true,
      reasonCode: true,
      reason: true,
      attempts: true,
      endedAt: true,
      pairId: true,
      problem: { select: { ordinal: true, text: true } },
    },
  });
  return rows.map(({ problem, reasonCode, endedAt, ...row }) => ({
    ...row,
    code: reasonCode,
    at: endedAt,
    problemOrdinal: problem.ordinal,
    problem: problem.text.slice(0, 160),
  }));
}
