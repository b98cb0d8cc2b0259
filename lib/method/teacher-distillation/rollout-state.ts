import type { RunStatus } from "../trajectory/schema.ts";

/** What bounds a rollout. */
export interface RolloutRules {
  /** Whether code blocks are run. Without tools a code block is text like any other. */
  readonly usesTools: boolean;
  /** Generated and executor tokens after the prompt. */
  readonly tokenBudget: number;
  readonly maxToolCalls: number;
}

/**
 * A stretch of the text by one writer; stretches tile the text. A tool's stretch is one executor segment and belongs to
 * the code block right before it, whose run ended with `run`. Offsets are UTF-16 indices, end-exclusive.
 */
export type Stretch =
  | { readonly by: "model"; readonly start: number; readonly end: number }
  | {
      readonly by: "tool";
      readonly start: number;
      readonly end: number;
      readonly run: Exclude<RunStatus, "not-run">;
    };

/**
 * What a rollout waits for.
 *
 * - `model`: the next completion of prompt + text. → `tool`, `model`, `ended`, `failed`
 * - `tool`: the result of running `code`, which the text ends with. → `model`, `ended`
 * - `ended`: nothing; `truncated` when our own token budget ended it. Final.
 * - `failed`: nothing; there is no trajectory. Final.
 *
 * Changed by `afterCompletion` and `afterRun` alone.
 */
export type RolloutPhase =
  | { readonly at: "model" }
  | { readonly at: "tool"; readonly code: string }
  | { readonly at: "ended"; readonly truncated: boolean }
  | { readonly at: "failed"; readonly code: RolloutFailure; readonly reason: string };

/** Why a rollout gave no trajectory. `cut`: no finish reason. `server-limit`: the server stopped below our budget. */
export type RolloutFailure = "cut" | "server-limit" | "refused" | "bad-response";

/** One rollout so far: plain data, the same after a replay of the same turns. */
export interface RolloutState {
  readonly rules: RolloutRules;
  /** The teacher's prompt, filled; not part of the trajectory. */
  readonly prompt: string;
  /** The trajectory's text so far. */
  readonly text: string;
  readonly stretches: readonly Stretch[];
  readonly phase: RolloutPhase;
  /** Completions taken so far: the next call's turn number, from 0. */
  readonly turn: number;
  readonly toolCalls: number;
  readonly generatedTokens: number;
  readonly executorTokens: number;
  /** Prompt tokens of the first call, by the endpoint's usage; null where it gives none. */
  readonly promptTokens: number | null;
}

/** A rollout before its first call. */
export function startRollout(prompt: string, rules: RolloutRules): RolloutState {
  const isSpent = rules.tokenBudget <= 0;
  return {
    rules,
    prompt,
    text: "",
    stretches: [],
    phase: isSpent ? { at: "ended", truncated: true } : { at: "model" },
    turn: 0,
    toolCalls: 0,
    generatedTokens: 0,
    executorTokens: 0,
    promptTokens: null,
  };
}

/** Tokens that the rollout may still use. */
export function tokensLeft(state: RolloutState): number {
  return Math.max(0, state.rules.tokenBudget - state.generatedTokens - state.executorTokens);
}
