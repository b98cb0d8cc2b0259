import type { BalanceTotals, SubsetTotals } from "#lib/balance/schema.ts";
import type { PairGroup, SubsetPosition } from "../schema.ts";

/** What could be chosen from, by verdict alone: for a buffer too large to choose from on every look. */
export function eligibleTotals(
  groups: readonly PairGroup[],
  includePending: boolean,
): BalanceTotals {
  const isEligible = (group: PairGroup) =>
    group.verdict === "accepted" || (includePending && group.verdict === "pending");
  const of = (holds: (subset: SubsetPosition) => boolean): SubsetTotals => {
    const members = groups.filter((group) => isEligible(group) && holds(group.subset));
    return {
      entries: members.reduce((sum, group) => sum + group.pairs, 0),
      trainedTokens: members.reduce((sum, group) => sum + group.trainedTokens, 0),
    };
  };
  const all = of(() => true);
  return {
    eligible: all,
    in: all,
    bySubset: {
      "1": of((subset) => subset === 1),
      "2": of((subset) => subset === 2),
      none: of((subset) => subset === null),
    },
  };
}
