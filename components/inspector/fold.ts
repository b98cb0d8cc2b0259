/** A long text is shown by its two ends; what lies between opens on demand, up to a limit. */
export interface FoldedText {
  readonly head: string;
  readonly middle: string;
  readonly tail: string;
  /** The middle is too long to be opened here: the raw view pages through it. */
  readonly isTooLong: boolean;
}

const foldFrom = 3_000;
const headLength = 1_200;
const tailLength = 700;
const openUpTo = 200_000;

/** Cuts at line or word ends where one is near, and never inside a character. Null: short enough to be shown whole. */
export function foldText(text: string): FoldedText | null {
  if (text.length <= foldFrom) return null;
  const headEnd = niceEnd(text, headLength);
  const tailStart = niceEnd(text, text.length - tailLength);
  const middle = text.slice(headEnd, tailStart);
  const isTooLong = middle.length > openUpTo;
  return {
    head: text.slice(0, headEnd),
    middle: isTooLong ? "" : middle,
    tail: text.slice(tailStart),
    isTooLong,
  };
}

function niceEnd(text: string, near: number): number {
  for (const mark of ["\n", " "]) {
    const found = text.indexOf(mark, near);
    if (found >= 0 && found < near + 200) return found + 1;
  }
  const isInside = /[\udc00-\udfff]/.test(text.charAt(near));
  return isInside ? near + 1 : near;
}
