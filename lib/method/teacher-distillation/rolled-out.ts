import { findingsOf } from "../trajectory/parse.ts";
import { scanSpans } from "../trajectory/scan.ts";
import type { Finding, Span } from "../trajectory/schema.ts";
import type { RolloutState } from "./rollout-state.ts";

/** A finished rollout as it is stored. */
export interface RolledOut {
  readonly text: string;
  /** The driver's own spans: they win over parsing. */
  readonly spans: readonly Span[];
  readonly findings: readonly Finding[];
  readonly isTruncated: boolean;
  readonly generatedTokens: number;
  readonly executorTokens: number;
  readonly codeBlocks: number;
  readonly codeFailures: number;
}

/** The trajectory of a rollout that has ended. Throws when it has not, or has failed: then there is none. */
export function rolledOut(state: RolloutState): RolledOut {
  if (state.phase.at !== "ended") throw new Error(`No trajectory in phase ${state.phase.at}`);
  const { text } = state;
  const spans = spansOfRollout(state);
  const isTruncated = state.phase.truncated;
  const cut: Finding = { code: "truncated", start: text.length, end: text.length };
  const code = spans.filter(({ kind }) => kind === "code");
  return {
    text,
    spans,
    findings: [...findingsOf(text, spans), ...(isTruncated ? [cut] : [])],
    isTruncated,
    generatedTokens: state.generatedTokens,
    executorTokens: state.executorTokens,
    codeBlocks: code.length,
    codeFailures: code.filter(({ run }) => run !== "ok" && run !== "not-run").length,
  };
}

/**
 * Spans that tile the text so far: a tool's stretches are executor segments whatever stands in them, what the model wrote
 * between them is scanned by the grammar, and code right before a tool's stretch has that run's status.
 */
export function spansOfRollout(state: Pick<RolloutState, "text" | "stretches">): Span[] {
  const spans: Span[] = [];
  let from = 0;
  const scanUpTo = (to: number, run: Span["run"]): void => {
    const scanned = scanSpans(state.text.slice(from, to));
    for (const [index, { kind, start, end }] of scanned.entries()) {
      const shifted = { kind, start: from + start, end: from + end };
      const isRun = index === scanned.length - 1 && run !== undefined;
      spans.push(kind === "code" ? { ...shifted, run: isRun ? run : "not-run" } : shifted);
    }
  };
  for (const stretch of state.stretches) {
    if (stretch.by !== "tool") continue;
    scanUpTo(stretch.start, stretch.run);
    spans.push({ kind: "executor", start: stretch.start, end: stretch.end });
    from = stretch.end;
  }
  scanUpTo(state.text.length, undefined);
  return spans;
}
