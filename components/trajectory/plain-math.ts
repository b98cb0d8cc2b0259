/** A piece of a one-line problem text: on the line, raised, or lowered. */
export interface MathPiece {
  readonly text: string;
  readonly place: "line" | "raised" | "lowered";
}

const names: Readonly<Record<string, string>> = {
  cdot: "·",
  times: "×",
  le: "≤",
  leq: "≤",
  ge: "≥",
  geq: "≥",
  ne: "≠",
  neq: "≠",
  equiv: "≡",
  approx: "≈",
  pm: "±",
  infty: "∞",
  pi: "π",
  varphi: "φ",
  phi: "φ",
  alpha: "α",
  beta: "β",
  theta: "θ",
  lambda: "λ",
  sum: "Σ",
  prod: "Π",
  int: "∫",
  in: "∈",
  to: "→",
  ldots: "…",
  dots: "…",
  cdots: "…",
  bmod: "mod",
  quad: " ",
  left: "",
  right: "",
  ",": " ",
  ";": " ",
  "!": "",
};

const group = /\{([^{}]*)\}/.source;
const rules: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\\\[dt]?frac${group}${group}`, "g"), "$1/$2"],
  [new RegExp(`\\\\binom${group}${group}`, "g"), "C($1, $2)"],
  [new RegExp(`\\\\sqrt${group}`, "g"), "√$1"],
  [new RegExp(`\\\\pmod${group}`, "g"), "(mod $1)"],
  [/\\pmod\s*(\d)/g, "(mod $1)"],
  [new RegExp(`\\\\(?:text|mathrm|mathbf|mathbb|operatorname|textbf|emph)${group}`, "g"), "$1"],
];

/**
 * A problem's first line for a table cell: LaTeX that is common in problems becomes plain signs, what is not known
 * stays as it was typed. For reading only; the inspector renders the real formula.
 */
export function plainMath(text: string): readonly MathPiece[] {
  let plain = text.replaceAll(/\s+/g, " ").replaceAll(/\$\$?|\\[()[\]]/g, "");
  for (const [pattern, to] of rules) plain = plain.replaceAll(pattern, to);
  plain = plain.replaceAll(/\\([a-zA-Z]+|[,;!])/g, (whole, name: string) => names[name] ?? whole);
  return piecesOf(plain);
}

function piecesOf(text: string): readonly MathPiece[] {
  const pieces: MathPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(/([\^_])(?:\{([^{}]{1,40})\}|([A-Za-z0-9]))/g)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), place: "line" });
    pieces.push({
      text: match[2] ?? match[3] ?? "",
      place: match[1] === "^" ? "raised" : "lowered",
    });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), place: "line" });
  return pieces;
}
