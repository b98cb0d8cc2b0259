import { lastBoxed } from "./boxed.ts";
import type { Span } from "./schema.ts";
import { blockOf, trimmedRange } from "./tags.ts";

/** The text a trajectory commits to; UTF-16 offsets into the trajectory's text, end-exclusive. */
export interface CommittedAnswer {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The committed answer: the last answer block's last `\boxed{}` or its whole text; without an answer block, the last
 * `\boxed{}` outside think. A box inside think commits nothing, and so does an empty answer. White space at the ends is
 * not part of it.
 */
export function committedAnswer(text: string, spans: readonly Span[]): CommittedAnswer | null {
  const answer = spans.findLast((span) => isAnswerBlock(text, span));
  if (answer !== undefined) return committedBy(text, answer);
  for (const span of spans.toReversed()) {
    if (span.kind === "think") continue;
    const box = lastBoxed(text, span.start, span.end);
    if (box !== null) return trimmed(text, box.start, box.end);
  }
  return null;
}

/** What one answer block commits to, or null when it is empty. */
export function committedBy(text: string, answer: Span): CommittedAnswer | null {
  const { bodyStart, bodyEnd } = blockOf(text, { ...answer, kind: "answer" });
  const box = lastBoxed(text, bodyStart, bodyEnd);
  return box === null ? trimmed(text, bodyStart, bodyEnd) : trimmed(text, box.start, box.end);
}

/** True for an answer span that is a whole block: an answer without its close is none. */
export function isAnswerBlock(text: string, span: Span): boolean {
  if (span.kind !== "answer") return false;
  const { hasOpen, hasClose } = blockOf(text, { ...span, kind: "answer" });
  return hasClose || !hasOpen;
}

function trimmed(text: string, start: number, end: number): CommittedAnswer | null {
  const range = trimmedRange(text, start, end);
  if (range.start === range.end) return null;
  return { text: text.slice(range.start, range.end), ...range };
}
