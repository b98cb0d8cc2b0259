/** A stretch of prose, a drawing's program as it stood, or a formula with its source (delimiters included). */
export type ProsePart =
  | { readonly is: "text" | "program"; readonly text: string }
  | {
      readonly is: "math";
      readonly tex: string;
      readonly isBlock: boolean;
      readonly source: string;
    };

/** Formulas longer than this are shown as their source. */
export const maxFormula = 2_000;

/** What may stand in front of the next formula and hold dollars of its own: a drawing, an escaped dollar. */
const program = String.raw`\[asy\][\s\S]{0,20000}?\[/asy\]`;
const escapedDollar = String.raw`\\\$`;
/** Anything but a dollar; `\$` is none. */
const inDollars = String.raw`(?:[^$\\]|\\[\s\S]){1,2000}?`;
const inDollar = String.raw`(?:[^$\\\n]|\\[^\n]){1,2000}?`;
const environments =
  "align\\*?|aligned|alignat\\*?|equation\\*?|gather\\*?|multline\\*?|cases|array|[pbvBV]?matrix";
const token = new RegExp(
  [
    `(?<program>${program})`,
    escapedDollar,
    `\\$\\$(?<dollars>${inDollars})\\$\\$`,
    String.raw`\\\[(?<brackets>[\s\S]{1,2000}?)\\\]`,
    String.raw`\\\((?<parentheses>[\s\S]{1,2000}?)\\\)`,
    String.raw`(?<environment>\\begin\{(?<name>${environments})\}[\s\S]{1,2000}?\\end\{\k<name>\})`,
    `\\$(?<dollar>${inDollar})\\$`,
  ].join("|"),
  "g",
);

/** Text cut at its formulas and drawings; the parts' sources together are the text again. A lone `$5` is money. */
export function splitMath(text: string): ProsePart[] {
  const parts: ProsePart[] = [];
  let at = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const part = partOf(match);
    if (part === null) {
      // The dollar that would have closed it may open the next formula.
      if (match.groups?.dollar !== undefined) token.lastIndex = match.index + match[0].length - 1;
      continue;
    }
    if (match.index > at) parts.push({ is: "text", text: text.slice(at, match.index) });
    parts.push(part);
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ is: "text", text: text.slice(at) });
  return parts;
}

function partOf(match: RegExpExecArray): ProsePart | null {
  const [source] = match;
  const {
    program: drawing,
    dollars,
    brackets,
    parentheses,
    environment,
    dollar,
  } = match.groups ?? {};
  if (drawing !== undefined) return { is: "program", text: drawing };
  if (dollar !== undefined && !looksLikeMath(dollar)) return null;
  const block = dollars ?? brackets ?? environment;
  const tex = block ?? parentheses ?? dollar;
  return tex === undefined ? null : { is: "math", tex, isBlock: block !== undefined, source };
}

/** What no amount of money has: a command, a power, an index, an equation, an operation between two terms. */
const sureSigns = /[\\^_=<>]|[A-Za-z0-9)]\s*[-+*/]\s*[A-Za-z0-9(]/;
const money = /^\d[\d.,]*\s+\w+.*\s/;

/** Names and numbers in a row: `1, 2, 3`, `ABC`. */
const list = /^\s*(?:[A-Z]{1,6}|[a-z]|\d+)(?:,\s*(?:[A-Z]{1,6}|[a-z]|\d+))*,?\s*$/;

function looksLikeMath(inside: string): boolean {
  if (sureSigns.test(inside)) return true;
  // Money has no space behind its dollar.
  if (/\s$/.test(inside) && !/^\s/.test(inside)) return false;
  return list.test(inside) || !(/^\s/.test(inside) || money.test(inside));
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
