import { parsePieces } from "#lib/entry/revision/columns.ts";
import type { EntryCase } from "#lib/method/balance/schema.ts";
import { renderEntry } from "#lib/method/splice/render.ts";
import type { EntrySegment } from "#lib/method/splice/schema.ts";
import { fillPrompt } from "#lib/prompt/fill-prompt.ts";

/** A revision with the texts that its pieces point into. */
export interface StoredEntry {
  readonly revisionId: number;
  readonly pairId: number;
  readonly case: EntryCase;
  /** Position of the strategy that went first. */
  readonly first: number;
  readonly pieces: unknown;
  readonly problem: string;
  readonly problemSha256: string;
  readonly firstText: string;
  readonly secondText: string | null;
}

/** The row's segments under the student's prompt, prompt first and end last. */
export function renderStored(stored: StoredEntry, studentPrompt: string): EntrySegment[] {
  return renderEntry({
    prompt: fillPrompt(studentPrompt, { problem: stored.problem }),
    pieces: parsePieces(stored.pieces),
    case: stored.case,
    texts: { first: stored.firstText, second: stored.secondText },
  });
}
