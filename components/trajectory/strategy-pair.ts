import type { StrategyLook } from "#components/sign/strategy-sign.tsx";

/** What lists and the inspector need of a strategy. */
export interface StrategyFace extends StrategyLook {
  readonly position: 1 | 2;
  readonly subsetName: string;
}

/** Both strategies, position 1 first. */
export type StrategyPair = readonly [StrategyFace, StrategyFace];

export function strategyAt(pair: StrategyPair, position: 1 | 2): StrategyFace {
  return position === 1 ? pair[0] : pair[1];
}
