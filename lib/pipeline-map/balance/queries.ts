import { getBalanceRule, previewBalance } from "#lib/balance/queries.ts";
import { type BalanceTotals, firstRule, totalsOf } from "#lib/balance/schema.ts";
import type { Actor } from "#lib/member/actor.ts";
import { getProject } from "#lib/project/queries.ts";
import { countPairs } from "../fold-pairs.ts";
import type { BalanceFigures, PairGroup } from "../schema.ts";
import { eligibleTotals } from "./eligible-totals.ts";

/** Choosing reads every pair: above this the map shows what the rule chose when it was saved. */
const mostPairs = 5_000;

export async function readBalanceFigures(
  actor: Actor,
  projectId: number,
  groups: readonly PairGroup[],
): Promise<BalanceFigures> {
  const [stored, { settings }] = await Promise.all([
    getBalanceRule(actor, { projectId, buffer: "T1" }),
    getProject(actor, projectId),
  ]);
  const rule = stored?.rule ?? firstRule(settings);
  const isLive = countPairs(groups, () => true) <= mostPairs;
  const totals = await totalsNow();
  return {
    isStored: stored !== null,
    isLive,
    seed: rule.seed,
    by: rule.by,
    ratio: rule.ratio,
    eligible: totals.eligible.entries,
    chosen: totals.in.entries,
    subsets: [totals.bySubset["1"], totals.bySubset["2"]],
  };

  async function totalsNow(): Promise<BalanceTotals> {
    if (isLive) return totalsOf(await previewBalance(actor, { projectId, rule }));
    return stored ? totalsOf(stored.preview) : eligibleTotals(groups, rule.includePending);
  }
}
