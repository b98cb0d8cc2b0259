/** The kinds that are written as tagged blocks, in the order of their usual appearance. */
const blockKinds = ["think", "code", "executor", "answer"] as const;
export type BlockKind = (typeof blockKinds)[number];

/** The opening tag of a block kind, e.g. `<think>`. */
export function openTag(kind: BlockKind): string {
  return `<${kind}>`;
}

/** The closing tag of a block kind, e.g. `</think>`. */
export function closeTag(kind: BlockKind): string {
  return `</${kind}>`;
}

/** One of our tags found in a text; `start` and `end` are UTF-16 offsets, end-exclusive. */
export interface TagHit {
  readonly kind: BlockKind;
  readonly isClose: boolean;
  readonly start: number;
  readonly end: number;
}

const kindByName: Readonly<Record<string, BlockKind>> = {
  think: "think",
  code: "code",
  executor: "executor",
  answer: "answer",
};

/** The first of our tags in `text` at or after `from`, or null. Tags are exact: lower case, no spaces, no attributes. */
export function nextTag(text: string, from: number): TagHit | null {
  const pattern = /<(\/?)(think|code|executor|answer)>/g;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  const kind = kindByName[match?.[2] ?? ""];
  if (match === null || kind === undefined) return null;
  return { kind, isClose: match[1] === "/", start: match.index, end: pattern.lastIndex };
}

/** True for a kind that is written as a tagged block. */
export function isBlockKind(kind: string): kind is BlockKind {
  return kindByName[kind] !== undefined;
}

/** The range inside a block's tags; what `blockOf` returns. UTF-16 offsets into the same text, end-exclusive. */
export interface Block {
  readonly hasOpen: boolean;
  readonly hasClose: boolean;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/**
 * Where the body of a block span lies. An executor span may have white space of its own around its tags, since the
 * driver's newlines belong to it. A span without tags (a segment that came without them) is all body.
 */
export function blockOf(
  text: string,
  span: { readonly kind: BlockKind; readonly start: number; readonly end: number },
): Block {
  const outer = span.kind === "executor" ? trimmedRange(text, span.start, span.end) : span;
  const open = openTag(span.kind);
  const close = closeTag(span.kind);
  const hasOpen = text.startsWith(open, outer.start) && outer.start + open.length <= outer.end;
  const bodyStart = hasOpen ? outer.start + open.length : outer.start;
  const closeStart = outer.end - close.length;
  const hasClose = closeStart >= bodyStart && text.startsWith(close, closeStart);
  return { hasOpen, hasClose, bodyStart, bodyEnd: hasClose ? closeStart : outer.end };
}

/** The same range without white space at its ends; empty ranges collapse to their start. */
export function trimmedRange(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  let from = start;
  let to = end;
  while (to > from && isSpace(text, to - 1)) to -= 1;
  while (from < to && isSpace(text, from)) from += 1;
  return { start: from, end: to };
}

/** True when the UTF-16 unit at `index` is white space (what `String.trim` removes). */
export function isSpace(text: string, index: number): boolean {
  return text.charAt(index).trim() === "" && index >= 0 && index < text.length;
}
