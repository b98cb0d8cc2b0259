import type { BalanceCell } from "#lib/balance/schema.ts";
import type { BalanceRule, DropCode } from "#lib/method/balance/schema.ts";

/** The eligible entries of one cell in the list of pairs. */
export function cellHref(
  projectId: number,
  cell: Pick<BalanceCell, "case" | "first" | "subset">,
  rule: BalanceRule,
): string {
  const verdicts = rule.includePending ? "accepted,pending" : "accepted";
  const direction = cell.first === 1 ? "1-2" : "2-1";
  return `/projects/${projectId}/trajectories?case=${cell.case}&direction=${direction}&subset=${cell.subset ?? "none"}&verdict=${verdicts}`;
}

export function subsetHref(projectId: number, position: 1 | 2, rule: BalanceRule): string {
  const verdicts = rule.includePending ? "accepted,pending" : "accepted";
  return `/projects/${projectId}/trajectories?subset=${position}&verdict=${verdicts}`;
}

const filters: Readonly<Partial<Record<DropCode, string>>> = {
  undecided: "outcome=undecided",
  "case-0-0": "case=0,0",
  rejected: "verdict=rejected",
  "needs-edit": "verdict=needs-edit",
  pending: "verdict=pending",
  "two-answers": "finding=two-answers",
  "stale-output": "finding=stale-output",
  "special-token": "finding=special-token",
};

/** The pairs left out for this reason, where the list of pairs has a filter that says the same; else null. */
export function outHref(projectId: number, code: DropCode, rule: BalanceRule): string | null {
  const base = `/projects/${projectId}/trajectories`;
  if (code === "too-long") return `${base}?minTokens=${(rule.maxTokens ?? 0) + 1}`;
  if (code === "no-subset") return `${base}?subset=none`;
  const filter = filters[code];
  return filter === undefined ? null : `${base}?${filter}`;
}
