import { isTrained } from "../mask/trained.ts";
import type { Case, EntrySegment, Piece } from "./schema.ts";

/** The two parts' texts that pieces point into. */
export interface PartTexts {
  readonly first: string;
  readonly second: string | null;
}

/** The composed text that `pieces` describe, without prompt and end. Throws when a piece points outside its part. */
export function renderPieces(pieces: readonly Piece[], texts: PartTexts): string {
  return pieces.map((piece) => textOf(piece, texts)).join("");
}

function textOf(piece: Piece, texts: PartTexts): string {
  if (!("from" in piece)) return piece.literal;
  const { part, start, end } = piece.from;
  const text = texts[part];
  if (text === null || end > text.length || start > end) {
    throw new RangeError(`A piece points to ${part} ${start}–${end}, outside of its text.`);
  }
  return text.slice(start, end);
}

export interface EntryToRender {
  /** The student's prompt, filled. */
  readonly prompt: string;
  readonly pieces: readonly Piece[];
  readonly case: Case;
  readonly texts: PartTexts;
}

/**
 * An entry's segments: the prompt first, the symbolic end (empty text) last, between them the pieces; `trained` follows
 * from kind, role, run and case. The one source of every export format and of the mask view.
 */
export function renderEntry(entry: EntryToRender): EntrySegment[] {
  const middle = entry.pieces.map((piece): EntrySegment => {
    const { kind, role, run } = piece;
    return {
      kind,
      role,
      text: textOf(piece, entry.texts),
      trained: isTrained({ kind, role, run, case: entry.case }),
      ...("from" in piece ? { from: piece.from } : {}),
      ...("literal" in piece && piece.join ? { join: true } : {}),
      ...(run === undefined ? {} : { run }),
    };
  });
  const rule = { run: undefined, case: entry.case };
  return [
    {
      kind: "prompt",
      role: "prompt",
      text: entry.prompt,
      trained: isTrained({ ...rule, kind: "prompt", role: "prompt" }),
    },
    ...middle,
    {
      kind: "end",
      role: "end",
      text: "",
      trained: isTrained({ ...rule, kind: "end", role: "end" }),
    },
  ];
}
