import { Invalid } from "../../errors.ts";
import type { Outcome } from "../grading/schema.ts";
import type { Span } from "../trajectory/schema.ts";
import { closeTag, openTag, trimmedRange } from "../trajectory/tags.ts";
import type {
  Case,
  Composition,
  LeftOut,
  LiteralPiece,
  Part,
  Piece,
  Placement,
  SourceRange,
  TeacherPiece,
  TransitionKind,
} from "./schema.ts";

/** One attempt's text and its spans (which tile it). */
export interface PartText {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** A transition's text and the place it stands in. */
export interface TransitionText {
  readonly text: string;
  readonly placement: Placement;
}

export interface CompositionInput {
  readonly case: Case;
  readonly first: PartText;
  readonly second: PartText | null;
  readonly transition: TransitionText | null;
}

/** The case `(g1,g2)` of two grades, or null while either is undecided (Algorithm 1, lines 8–14). */
export function composeCase(first: Outcome, second: Outcome): Case | null {
  if (first === "undecided" || second === "undecided") return null;
  if (first === "correct") return second === "correct" ? "1,1" : "1,0";
  return second === "correct" ? "0,1" : "0,0";
}

/** t⁻ bridges from a wrong first part, t⁺ from a right one; (1,0) and (0,0) have no transition. */
export function transitionKindOf(pairCase: Case): TransitionKind | null {
  if (pairCase === "0,1") return "correction";
  return pairCase === "1,1" ? "verification" : null;
}

/**
 * The composed entry of a pair (Algorithm 1, lines 9–14): `y1 ⊕ t ⊕ y2` for (0,1) and (1,1), `y1` whole for (1,0). How the
 * parts are joined depends on the transition's placement alone. Every byte of a part stands in exactly one piece or one
 * left-out range; a join never changes a byte inside a part.
 *
 * Throws `Invalid` for (0,0), which has no entry, and when (0,1) or (1,1) comes without second part or transition.
 */
export function compose(input: CompositionInput): Composition {
  const { case: pairCase, first, second, transition } = input;
  if (pairCase === "0,0") {
    throw new Invalid("A (0,0) pair has no entry: neither attempt is correct. Retry the pair.");
  }
  if (pairCase === "1,0") {
    const pieces = cutPart(first, "first", []);
    return { case: pairCase, pieces, leftOut: [], placement: null, fellBack: false };
  }
  if (second === null || transition === null) {
    throw new Invalid(`A (${pairCase}) entry needs a second part and a transition; give both.`);
  }
  const withoutAnswer = leaveOutAnswer(first);
  const cut = cutForJoin({ first, second, placement: transition.placement, withoutAnswer });
  const firstLeftOut = [...withoutAnswer, ...cut.first].sort((a, b) => a.from.start - b.from.start);
  const pieces = [
    ...cutPart(first, "first", firstLeftOut),
    ...transitionPieces(transition.text, cut.placement),
    ...cutPart(second, "second", cut.second),
  ];
  const fellBack = cut.placement !== transition.placement;
  const leftOut = [...firstLeftOut, ...cut.second];
  return { case: pairCase, pieces, leftOut, placement: cut.placement, fellBack };
}

/** The same parts with another transition text or placement: what an edit of a transition makes. */
export function replaceTransition(
  input: CompositionInput,
  text: string,
  placement: Placement,
): Composition {
  return compose({ ...input, transition: { text, placement } });
}

/** What a join opens before the transition and closes behind it. */
const joins: Readonly<Record<Placement, readonly [before: string, after: string]>> = {
  "opens-think": [`\n${openTag("think")}\n`, "\n\n"],
  "inside-think": ["\n", `\n${closeTag("think")}\n`],
  "own-think": [`\n${openTag("think")}\n`, `\n${closeTag("think")}\n`],
};

function transitionPieces(text: string, placement: Placement): LiteralPiece[] {
  const [before, after] = joins[placement];
  const own = { kind: "transition", role: "transition" } as const;
  const pieces: LiteralPiece[] = [
    { ...own, literal: before, join: true },
    { ...own, literal: text },
    { ...own, literal: after, join: true },
  ];
  return pieces.filter(({ literal }) => literal !== "");
}

interface JoinCut {
  readonly placement: Placement;
  readonly first: readonly LeftOut[];
  readonly second: readonly LeftOut[];
}

interface JoinParts {
  readonly first: PartText;
  readonly second: PartText;
  readonly placement: Placement;
  readonly withoutAnswer: readonly LeftOut[];
}

/** What the join takes away from the parts; `own-think`, which needs nothing of them, where its block is missing. */
function cutForJoin({ first, second, placement, withoutAnswer }: JoinParts): JoinCut {
  if (placement === "opens-think") {
    const open = thinkOpening(second);
    if (open !== null) return { placement, first: [], second: [open] };
  }
  if (placement === "inside-think") {
    const close = thinkClosing(first, withoutAnswer);
    if (close !== null) return { placement, first: [close], second: [] };
  }
  return { placement: "own-think", first: [], second: [] };
}

/** The opening `<think>` and one newline that `second` starts with, or null. */
function thinkOpening(second: PartText): LeftOut | null {
  const open = openTag("think");
  if (second.spans[0]?.kind !== "think" || !second.text.startsWith(open)) return null;
  const end = second.text.startsWith("\n", open.length) ? open.length + 1 : open.length;
  return { from: { part: "second", start: 0, end }, why: "think-open" };
}

/** The `</think>` that `first`, less its answer and trailing space, ends with, or null. */
function thinkClosing(first: PartText, withoutAnswer: readonly LeftOut[]): LeftOut | null {
  const kept = keptRanges(first.text.length, withoutAnswer).at(-1);
  if (kept === undefined) return null;
  const close = closeTag("think");
  const start = kept.end - close.length;
  const span = first.spans.find((each) => each.start <= start && kept.end <= each.end);
  if (span?.kind !== "think" || span.end !== kept.end) return null;
  const isClosed = start >= span.start + openTag("think").length;
  if (!isClosed || !first.text.startsWith(close, start)) return null;
  return { from: { part: "first", start, end: kept.end }, why: "think-close" };
}

/** `y−answer`: every answer of the first part, then the white space that what remains would end with. */
function leaveOutAnswer(first: PartText): LeftOut[] {
  const ranges = first.spans
    .filter(({ kind }) => kind === "answer")
    .map(({ start, end }): LeftOut => leftOut(start, end, "first-answer"));
  const spaces: LeftOut[] = [];
  for (const kept of keptRanges(first.text.length, ranges).toReversed()) {
    const { end } = trimmedRange(first.text, kept.start, kept.end);
    if (end < kept.end) spaces.push(leftOut(end, kept.end, "trailing-space"));
    if (end > kept.start) break;
  }
  return [...ranges, ...spaces].sort((a, b) => a.from.start - b.from.start);
}

function leftOut(start: number, end: number, why: LeftOut["why"]): LeftOut {
  return { from: { part: "first", start, end }, why };
}

/** The ranges of a text of `length` that ordered left-out ranges leave; none is empty. */
function keptRanges(
  length: number,
  without: readonly LeftOut[],
): { readonly start: number; readonly end: number }[] {
  const kept: { start: number; end: number }[] = [];
  let at = 0;
  for (const { from } of without) {
    if (from.start > at) kept.push({ start: at, end: from.start });
    at = from.end;
  }
  if (length > at) kept.push({ start: at, end: length });
  return kept;
}

/** A part's spans as pieces, less what is left out: every span is cut where a left-out range begins or ends. */
function cutPart({ text, spans }: PartText, part: Part, without: readonly LeftOut[]): Piece[] {
  const kept = keptRanges(text.length, without);
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of spans) {
    for (let range = kept[at]; range !== undefined && range.start < span.end; range = kept[at]) {
      const from = {
        part,
        start: Math.max(span.start, range.start),
        end: Math.min(span.end, range.end),
      };
      if (from.end > from.start) pieces.push(pieceOf(span, from));
      if (range.end > span.end) break;
      at += 1;
    }
  }
  return pieces;
}

function pieceOf({ kind, run }: Span, from: SourceRange): TeacherPiece {
  return { kind, role: from.part, from, ...(run === undefined ? {} : { run }) };
}

/** What `pickTemplate` needs to know of a transition template. */
export interface TemplateChoice {
  readonly fromStrategyId: number;
  readonly toStrategyId: number;
  readonly kind: TransitionKind;
  readonly name: string;
  readonly version: number;
  readonly isDefault: boolean;
  readonly forFirstWithoutCode: boolean;
  readonly archivedAt?: Date | string | null;
}

export interface TemplateSlot {
  readonly fromStrategyId: number;
  readonly toStrategyId: number;
  readonly kind: TransitionKind;
  /** Whether the first part holds a code block. */
  readonly firstHasCode: boolean;
}

/**
 * The template of a direction and kind, or null when there is none. One made for first parts without code takes
 * precedence there and is not used elsewhere; then the default one, then the newest version, then by name.
 */
export function pickTemplate<Template extends TemplateChoice>(
  templates: readonly Template[],
  slot: TemplateSlot,
): Template | null {
  const fitting = templates.filter(
    (template) =>
      template.fromStrategyId === slot.fromStrategyId &&
      template.toStrategyId === slot.toStrategyId &&
      template.kind === slot.kind &&
      !template.archivedAt &&
      !(template.forFirstWithoutCode && slot.firstHasCode),
  );
  const ranked = fitting.sort(
    (a, b) =>
      Number(b.forFirstWithoutCode) - Number(a.forFirstWithoutCode) ||
      Number(b.isDefault) - Number(a.isDefault) ||
      b.version - a.version ||
      (a.name < b.name ? -1 : 1),
  );
  return ranked[0] ?? null;
}
