/** A stretch of prose, or a formula with its source as it stood (delimiters included). */
export type ProsePart =
  | { readonly is: "text"; readonly text: string }
  | {
      readonly is: "math";
      readonly tex: string;
      readonly isBlock: boolean;
      readonly source: string;
    };

/** Formulas longer than this are shown as their source. */
export const maxFormula = 2_000;

const formula =
  /\$\$([^$]{1,2000})\$\$|\\\[([\s\S]{1,2000}?)\\\]|\\\(([\s\S]{1,2000}?)\\\)|\$([^$\n]{1,2000})\$/g;

/** Text cut at its formulas; the parts' sources together are the text again. A lone `$5` is money, not a formula. */
export function splitMath(text: string): ProsePart[] {
  const parts: ProsePart[] = [];
  let at = 0;
  for (const match of text.matchAll(formula)) {
    const [source, dollars, brackets, parentheses, dollar] = match;
    if (dollar !== undefined && !looksLikeMath(dollar)) continue;
    if (match.index > at) parts.push({ is: "text", text: text.slice(at, match.index) });
    const tex = dollars ?? brackets ?? parentheses ?? dollar ?? "";
    parts.push({
      is: "math",
      tex,
      isBlock: dollars !== undefined || brackets !== undefined,
      source,
    });
    at = match.index + source.length;
  }
  if (at < text.length) parts.push({ is: "text", text: text.slice(at) });
  return parts;
}

function looksLikeMath(inside: string): boolean {
  return !/^\s|\s$/.test(inside) && !/^\d[\d.,]*\s+\w+.*\s/.test(inside);
}

/** How deep braces nest; KaTeX recurses as deep. */
export function braceDepth(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of tex) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
