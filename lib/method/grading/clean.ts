/** Longer texts are no final answers; they are left to a person. */
export const maxAnswerLength = 10_000;
/** Nobody wraps an answer deeper on purpose. */
const maxPasses = 12;

const sameCharacters: readonly (readonly [RegExp, string])[] = [
  [/[\u2212\u2010-\u2013\uFE63\uFF0D]/g, "-"],
  [/\u00D7/g, "\\times "],
  [/[\u00B7\u22C5\u2219]/g, "\\cdot "],
  [/\u00F7/g, "\\div "],
  [/\u00B0/g, "^\\circ"],
  [/\u221E/g, "\\infty "],
  [/\u03C0/g, "\\pi "],
  [/\u221A\s*(\d+|[A-Za-z]|\([^()]*\))/g, "\\sqrt{$1}"],
  [/\u00B2/g, "^{2}"],
  [/\u00B3/g, "^{3}"],
  [/\u00BC/g, "\\frac{1}{4}"],
  [/\u00BD/g, "\\frac{1}{2}"],
  [/\u00BE/g, "\\frac{3}{4}"],
  [/[\u00A0\u2009\u202F]/g, "\\,"],
  [/[\u200B\u2060\uFEFF]/g, ""],
];

const sameCommands: readonly (readonly [RegExp, string])[] = [
  [/\\[dtc]frac(?![a-zA-Z])/g, "\\frac"],
  [/\\[dt]binom(?![a-zA-Z])/g, "\\binom"],
  [/\\(?:left|right|bigg?[lr]?|Bigg?[lr]?)(?![a-zA-Z])\.?/g, ""],
  [/\\(?:displaystyle|textstyle|limits)(?![a-zA-Z])/g, ""],
  [/\^\{\s*\\circ\s*\}|\^\s*\\circ(?![a-zA-Z])|\\degree(?![a-zA-Z])/g, "^\\circ"],
  // A comma in braces or with a negative space is a separator of thousands and nothing else.
  [/(\d)\s*(?:\{,\}|,\\!)\s*(?=\d)/g, "$1"],
];

/** `1\\,234`: three digits after every thin space. */
const spacedThousands = /(?<![\d.,])\d{1,3}(?:\\[,;:!]\s*\d{3})+(?!\d)/g;
// Not behind another backslash: that is the end of a matrix row.
const spacing = /(?<!\\)\\[,;:! ]|~|\\q?quad(?![a-zA-Z])|(?<!\\)\\(?=\s)/g;
const wrappers =
  /^\\(?:boxed|fbox|text|textbf|textit|textrm|mathrm|mathbf|mathit|mbox|ensuremath)\s*\{/;
const delimiters: readonly (readonly [string, string])[] = [
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
];

/**
 * The answer without what is only typesetting: math delimiters, `\boxed`, `\text` around the whole, `\left`/`\right`,
 * spaces, separators that can only be of thousands, one final full stop. Meaning is never changed: no case folding,
 * no dropped units, no commas that could stand in a list.
 */
export function cleanAnswer(text: string): string {
  let cleaned = withoutCodePowers(replaceAll(text, sameCharacters));
  for (let pass = 0, before = ""; before !== cleaned && pass < maxPasses; pass += 1) {
    before = cleaned;
    cleaned = replaceAll(unwrap(cleaned.trim()), sameCommands)
      .replace(spacedThousands, (group) => group.replace(/\D/g, ""))
      .replace(spacing, " ")
      .replace(/\s+/g, " ")
      .trim();
  }
  return cleaned;
}

/** Python's power inside of LaTeX, `\\pi**2`; a text that is code as a whole is read as such. */
function withoutCodePowers(text: string): string {
  return text.includes("\\") ? text.replace(/\*\*\s*(\d+|[A-Za-z])/g, "^{$1}") : text;
}

function replaceAll(text: string, table: readonly (readonly [RegExp, string])[]): string {
  return table.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    text,
  );
}

function unwrap(text: string): string {
  return withoutStop(withoutDelimiters(withoutCommand(text)));
}

function withoutCommand(text: string): string {
  const open = wrappers.exec(text);
  if (!open) return text;
  const end = closingBrace(text, open[0].length - 1);
  return end === text.length - 1 ? text.slice(open[0].length, -1).trim() : text;
}

function withoutDelimiters(text: string): string {
  for (const [open, close] of delimiters) {
    if (text.length < open.length + close.length + 1) continue;
    if (!text.startsWith(open) || !text.endsWith(close) || text.endsWith("\\$")) continue;
    const inner = text.slice(open.length, -close.length);
    if (!inner.includes(close)) return inner.trim();
  }
  return text;
}

/** Without one full stop, or line break of LaTeX, at the end. */
function withoutStop(text: string): string {
  if (/[^.\\]\.$/.test(text)) return text.slice(0, -1).trim();
  return text.endsWith("\\\\") ? text.slice(0, -2).trim() : text;
}

/** Index of the brace that closes the one at `open`, or -1. Escaped braces do not count. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}
