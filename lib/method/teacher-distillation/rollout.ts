import { executorSegment, noCallsLeft, type ToolOutput } from "../trajectory/executor.ts";
import { isInsideOpenBlock, scanSpans } from "../trajectory/scan.ts";
import type { Span } from "../trajectory/schema.ts";
import { blockOf, closeTag } from "../trajectory/tags.ts";
import { type RolloutPhase, type RolloutState, tokensLeft } from "./rollout-state.ts";

/** What a driver has to do next; it does it and feeds the result to `afterCompletion` or `afterRun`. */
export type RolloutAction =
  | {
      readonly do: "complete";
      /** Prompt and text so far: a raw completion continues it. */
      readonly prompt: string;
      readonly stop: readonly string[];
      readonly maxTokens: number;
      readonly turn: number;
    }
  | { readonly do: "run-code"; readonly code: string }
  | { readonly do: "finish"; readonly truncated: boolean }
  | { readonly do: "fail"; readonly code: string; readonly reason: string };

/** Counts tokens where the endpoint gives no usage; the student's tokenizer does. */
export type CountTokens = (text: string) => number;

/** One completion as the endpoint gave it, its stop string kept in `text`. */
export interface CompletionTurn {
  readonly text: string;
  /** Null when the answer ended without one: that is never a trajectory. */
  readonly finishReason: string | null;
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number } | null;
}

/** Algorithm 1, lines 5–6: what the rollout needs next. */
export function nextAction(state: RolloutState): RolloutAction {
  const { phase } = state;
  if (phase.at === "tool") return { do: "run-code", code: phase.code };
  if (phase.at === "ended") return { do: "finish", truncated: phase.truncated };
  if (phase.at === "failed") return { do: "fail", code: phase.code, reason: phase.reason };
  return {
    do: "complete",
    prompt: state.prompt + state.text,
    stop: stopStrings(state.rules.usesTools),
    maxTokens: tokensLeft(state),
    turn: state.turn,
  };
}

/** Where a completion has to stop: at the end of its answer, and of a code block when code is run. */
function stopStrings(usesTools: boolean): string[] {
  return usesTools ? [closeTag("code"), closeTag("answer")] : [closeTag("answer")];
}

/** The state after a completion. Throws when the rollout did not wait for one. */
export function afterCompletion(
  state: RolloutState,
  turn: CompletionTurn,
  countTokens: CountTokens,
): RolloutState {
  if (state.phase.at !== "model") throw new Error(`A completion came in phase ${state.phase.at}`);
  const asked = tokensLeft(state);
  const generated = turn.usage?.completionTokens || (turn.text === "" ? 0 : countTokens(turn.text));
  const start = state.text.length;
  const text = state.text + turn.text;
  const grown: RolloutState = {
    ...withUsage(state, turn),
    text,
    stretches:
      turn.text === ""
        ? state.stretches
        : [...state.stretches, { by: "model", start, end: text.length }],
    turn: state.turn + 1,
    generatedTokens: state.generatedTokens + Math.max(generated, turn.text === "" ? 0 : 1),
  };
  return { ...grown, phase: phaseAfter(grown, turn, { asked, generated }) };
}

/**
 * The endpoint's own count of the executor's tokens: what its prompt grew by since the first call, less what it
 * generated. Kept from the last call on; until the next one the executor is counted by `countTokens`.
 */
function withUsage(state: RolloutState, turn: CompletionTurn): RolloutState {
  if (turn.usage === null) return state;
  const { promptTokens } = turn.usage;
  if (state.promptTokens === null) {
    return state.turn === 0 && promptTokens > 0 ? { ...state, promptTokens } : state;
  }
  const hasTools = state.stretches.some(({ by }) => by === "tool");
  if (!hasTools) return state;
  const executorTokens = promptTokens - state.promptTokens - state.generatedTokens;
  return { ...state, executorTokens: Math.max(0, executorTokens) };
}

function phaseAfter(
  state: RolloutState,
  turn: CompletionTurn,
  tokens: { readonly asked: number; readonly generated: number },
): RolloutPhase {
  if (turn.finishReason === "length") return phaseAtLimit(tokens, turn.usage !== null);
  if (turn.finishReason !== "stop") return failedPhase(turn.finishReason);
  const closed = closedBlock(state);
  if (closed?.kind === "answer") return { at: "ended", truncated: false };
  if (closed?.kind === "code") return phaseAtCode(state, closed);
  const isMention = stopStrings(state.rules.usesTools).some((stop) => turn.text.endsWith(stop));
  if (!isMention) return { at: "ended", truncated: false };
  return tokensLeft(state) > 0 ? { at: "model" } : { at: "ended", truncated: true };
}

/**
 * Servers differ by a token or two in what they count, and without usage nobody can tell the server's limit from ours:
 * then the one that was asked for is believed.
 */
function phaseAtLimit(
  tokens: { asked: number; generated: number },
  isCountedByServer: boolean,
): RolloutPhase {
  if (!isCountedByServer || tokens.generated >= tokens.asked - 2)
    return { at: "ended", truncated: true };
  const reason = `The server stopped after ${tokens.generated} of the ${tokens.asked} tokens asked for: its own limit is shorter than the token budget. Raise the server's limit or lower the budget.`;
  return { at: "failed", code: "server-limit", reason };
}

function failedPhase(finishReason: string | null): RolloutPhase {
  if (finishReason === null || finishReason === "") {
    const reason =
      "The answer ended without a finish reason, so it may have been cut. Retry the unit.";
    return { at: "failed", code: "cut", reason };
  }
  if (finishReason === "content_filter") {
    const reason = "The endpoint's content filter stopped the answer.";
    return { at: "failed", code: "refused", reason };
  }
  const reason = `The endpoint ended the answer with finish reason "${finishReason}"; "stop" or "length" was expected.`;
  return { at: "failed", code: "bad-response", reason };
}

function phaseAtCode(state: RolloutState, block: Span): RolloutPhase {
  if (state.toolCalls >= state.rules.maxToolCalls) return { at: "ended", truncated: false };
  if (tokensLeft(state) === 0) return { at: "ended", truncated: true };
  const { bodyStart, bodyEnd } = blockOf(state.text, { ...block, kind: "code" });
  return { at: "tool", code: programOf(state.text.slice(bodyStart, bodyEnd)) };
}

/**
 * The block at top level that the text ends with, if it is an answer, or code that this rollout runs. A tag inside
 * something still open is a mention. Every model stretch begins at top level, since what stands before it is an executor
 * segment or a mention's own beginning.
 */
function closedBlock(state: RolloutState): Span | null {
  const start = state.stretches.findLast(({ by }) => by === "tool")?.end ?? 0;
  const part = state.text.slice(start);
  const stops = stopStrings(state.rules.usesTools);
  if (!stops.some((stop) => part.endsWith(stop)) || isInsideOpenBlock(part)) return null;
  const last = scanSpans(part).at(-1);
  if (last?.kind !== "answer" && last?.kind !== "code") return null;
  return { kind: last.kind, start: start + last.start, end: start + last.end };
}

/** The program of a code block: without blank lines around it, and without indentation when it is a single line. */
function programOf(body: string): string {
  const program = body.replace(/^(?:[ \t]*\r?\n)+/, "").trimEnd();
  return program.includes("\n") ? program : program.trim();
}

/**
 * The state after a tool run: its executor segment joins the text. With the last call of the rollout, the sentence that
 * no calls are left stands inside it. Throws when the rollout did not wait for a run.
 */
export function afterRun(
  state: RolloutState,
  output: ToolOutput,
  countTokens: CountTokens,
): RolloutState {
  if (state.phase.at !== "tool") throw new Error(`A run came in phase ${state.phase.at}`);
  const toolCalls = state.toolCalls + 1;
  const isLast = toolCalls >= state.rules.maxToolCalls;
  const segment = executorSegment(output, isLast ? noCallsLeft : undefined);
  const start = state.text.length;
  const text = state.text + segment;
  const grown: RolloutState = {
    ...state,
    text,
    stretches: [...state.stretches, { by: "tool", start, end: text.length, run: output.status }],
    toolCalls,
    executorTokens: state.executorTokens + countTokens(segment),
  };
  const isSpent = tokensLeft(grown) === 0;
  return { ...grown, phase: isSpent ? { at: "ended", truncated: true } : { at: "model" } };
}
