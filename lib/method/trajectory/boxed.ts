/** A `\boxed{…}`: `start` and `end` bound what stands between its braces. UTF-16 offsets, end-exclusive. */
export interface Boxed {
  readonly start: number;
  readonly end: number;
}

/** An opening `\boxed{`, an escaped character (but not when it begins a `\boxed`: text that was escaped twice), a brace. */
const piece = /(\\boxed {0,8}\{)|\\(?!\\boxed)[\s\S]|[{}]/g;

/**
 * The last `\boxed{…}` (by where it begins) in `text` from `start` to `end`, or null. Braces are matched, `\{` and `\}` do
 * not count, a box without its closing brace is none. One pass, so text full of unclosed boxes stays linear.
 */
export function lastBoxed(text: string, start: number, end: number): Boxed | null {
  const part = text.slice(start, end);
  const first = part.indexOf("\\boxed");
  if (first < 0) return null;
  const open: { readonly bodyStart: number; readonly isBox: boolean }[] = [];
  let last: Boxed | null = null;
  for (const match of part.slice(first).matchAll(piece)) {
    const at = start + first + match.index;
    if (match[0] === "}") last = laterBox(last, open.pop(), at);
    else if (match[0] === "{" || match[1] !== undefined) {
      open.push({ bodyStart: at + match[0].length, isBox: match[1] !== undefined });
    }
  }
  return last;
}

function laterBox(
  last: Boxed | null,
  closed: { readonly bodyStart: number; readonly isBox: boolean } | undefined,
  end: number,
): Boxed | null {
  if (closed === undefined || !closed.isBox) return last;
  return last !== null && last.start > closed.bodyStart ? last : { start: closed.bodyStart, end };
}
