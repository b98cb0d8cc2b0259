import type { StrategyRow } from "#lib/project/schema.ts";
import type { CurrentPrompts, PromptUseName, PromptVersion } from "#lib/prompt/schema.ts";

/** One of the project's five prompts, as the address names it. */
export interface PromptSlot {
  /** `student`, or use and position: `first-1`, `second-2`. */
  readonly key: string;
  readonly use: PromptUseName;
  /** Null for the student's. */
  readonly strategy: StrategyRow | null;
  readonly current: PromptVersion;
}

/** The five prompts in the order of the page: both strategies' first and second, then the student's. */
export function promptSlots(
  strategies: readonly StrategyRow[],
  prompts: CurrentPrompts,
): readonly PromptSlot[] {
  const slots: PromptSlot[] = [];
  for (const strategy of strategies) {
    const own = prompts.strategies.find((one) => one.strategyId === strategy.id);
    if (!own) continue;
    const { position } = strategy;
    slots.push({ key: `first-${position}`, use: "strategyFirst", strategy, current: own.first });
    slots.push({ key: `second-${position}`, use: "strategySecond", strategy, current: own.second });
  }
  slots.push({ key: "student", use: "student", strategy: null, current: prompts.student });
  return slots;
}
