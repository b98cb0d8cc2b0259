import type { Composition, Piece } from "#lib/method/splice/schema.ts";
import { findingsOf, parseTrajectory } from "#lib/method/trajectory/parse.ts";
import type { Finding, FindingCode, Span } from "#lib/method/trajectory/schema.ts";

/** What only the grammar of the whole text can tell: pieces cut its blocks apart. */
const structural: readonly FindingCode[] = [
  "unclosed",
  "stray-close",
  "text-outside",
  "no-answer",
  "two-answers",
  "empty-answer",
];

/** What is noticed in a composed text; offsets point into it. How code ran comes from the pieces, not from parsing. */
export function findingsOfComposed(composition: Composition, text: string): readonly Finding[] {
  const fromGrammar = parseTrajectory(text).findings.filter((finding) =>
    structural.includes(finding.code),
  );
  const fromPieces = findingsOf(text, spansOf(composition.pieces)).filter(
    (finding) => !structural.includes(finding.code),
  );
  const fallback = composition.fellBack ? [fallbackFinding(composition.pieces)] : [];
  return [...fromGrammar, ...fromPieces, ...fallback].sort((a, b) => a.start - b.start);
}

function spansOf(pieces: readonly Piece[]): readonly Span[] {
  let at = 0;
  return pieces.map((piece) => {
    const start = at;
    at += lengthOf(piece);
    return { kind: piece.kind, start, end: at, ...(piece.run ? { run: piece.run } : {}) };
  });
}

function fallbackFinding(pieces: readonly Piece[]): Finding {
  const before = pieces.findIndex((piece) => piece.role === "transition");
  const start = pieces
    .slice(0, Math.max(before, 0))
    .reduce((sum, piece) => sum + lengthOf(piece), 0);
  const own = pieces.filter((piece) => piece.role === "transition");
  return {
    code: "join-fallback",
    start,
    end: start + own.reduce((sum, piece) => sum + lengthOf(piece), 0),
  };
}

function lengthOf(piece: Piece): number {
  return "from" in piece ? piece.from.end - piece.from.start : piece.literal.length;
}
