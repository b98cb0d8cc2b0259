import type { Case, EntrySegment } from "../splice/schema.ts";
import type { Role, RunStatus, SegmentKind } from "../trajectory/schema.ts";

export interface MaskFacts {
  readonly kind: SegmentKind;
  readonly role: Role;
  /** How a code segment's run ended; without one there was no result. */
  readonly run?: RunStatus | undefined;
  readonly case: Case;
}

/**
 * Whether a segment counts in the loss: by role and kind, never by wording. Not trained are the prompt, executor segments
 * (tags included), code whose run failed or that has no result (tags included), and the first part of a (0,1) splice.
 */
export function isTrained({ kind, role, run, case: pairCase }: MaskFacts): boolean {
  if (role === "prompt" || kind === "prompt" || kind === "executor") return false;
  if (kind === "code" && run !== "ok") return false;
  return !(role === "first" && pairCase === "0,1");
}

/** Characters `start` to `end` (UTF-16, end-exclusive) of a mask's text, and whether they are trained. */
export interface MaskRange {
  readonly start: number;
  readonly end: number;
  readonly trained: boolean;
}

/** The text of an entry's segments and its mask: ranges that tile the text, neighbours differ. The end has no text. */
export function maskOf(segments: readonly EntrySegment[]): {
  readonly text: string;
  readonly ranges: readonly MaskRange[];
} {
  const ranges: { start: number; end: number; trained: boolean }[] = [];
  let at = 0;
  for (const { text, trained } of segments) {
    const end = at + text.length;
    const last = ranges.at(-1);
    if (last?.trained === trained) last.end = end;
    else if (end > at) ranges.push({ start: at, end, trained });
    at = end;
  }
  return { text: segments.map(({ text }) => text).join(""), ranges };
}
