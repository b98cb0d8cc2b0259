import { type Expression, readCode } from "./code-expression.ts";

/**
 * An answer in the notation of Python and SymPy as LaTeX: `3*pi/4` → `\frac{3 \pi}{4}`, `sqrt(2)/2`, `x**2 + 1`,
 * `{-2, 2}`. Null when the text is not wholly in that notation, or has nothing of it that LaTeX would not have too: whoever
 * runs code copies what it printed, and Math-Verify reads `pi` as p times i. Nothing is evaluated.
 */
export function latexOfCode(text: string): string | null {
  const read = readCode(text);
  return read?.isCode ? write(read.expression) : null;
}

function write(expression: Expression): string {
  switch (expression.kind) {
    case "atom":
      return expression.latex;
    case "negative":
      return `-${inside(expression.of, "sum")}`;
    case "sum":
      return `${write(expression.left)} ${expression.sign} ${inside(expression.right, expression.sign === "-" ? "sum" : "none")}`;
    case "product":
      return multiplied(inside(expression.left, "sum"), inside(expression.right, "sum"));
    case "quotient":
      return `\\frac{${write(expression.top)}}{${write(expression.bottom)}}`;
    case "power":
      return `${inside(expression.base, "all")}^{${write(expression.exponent)}}`;
    case "call":
      return functions[expression.name]?.(...expression.args.map(write)) ?? "";
    case "group":
      return `${expression.open}${expression.items.map(write).join(", ")}${expression.close}`;
  }
}

/** `2 \pi`, but `2 \cdot 3`: two numbers side by side would be one. */
function multiplied(left: string, right: string): string {
  return /^\d/.test(right) ? `${left} \\cdot ${right}` : `${left} ${right}`;
}

/** In brackets where the operation around it would take it apart. */
function inside(expression: Expression, breaks: "none" | "sum" | "all"): string {
  const text = write(expression);
  const isSum = expression.kind === "sum" || expression.kind === "negative";
  const isLoose = breaks === "all" && !(expression.kind === "atom" || expression.kind === "group");
  return (breaks !== "none" && isSum) || isLoose ? `(${text})` : text;
}

type Write = (...args: string[]) => string;

const named = (name: string): Write => {
  return (x = "") => `\\${name}(${x})`;
};

/** How a call is written; what it was called with is LaTeX already. */
const functions: Readonly<Record<string, Write>> = {
  sqrt: (x) => `\\sqrt{${x}}`,
  cbrt: (x) => `\\sqrt[3]{${x}}`,
  exp: (x) => `e^{${x}}`,
  log: (x, base) => (base === undefined ? `\\ln(${x})` : `\\log_{${base}}(${x})`),
  ln: named("ln"),
  sin: named("sin"),
  cos: named("cos"),
  tan: named("tan"),
  cot: named("cot"),
  sec: named("sec"),
  csc: named("csc"),
  asin: named("arcsin"),
  acos: named("arccos"),
  atan: named("arctan"),
  sinh: named("sinh"),
  cosh: named("cosh"),
  tanh: named("tanh"),
  abs: (x) => `|${x}|`,
  factorial: (n) => `(${n})!`,
  binomial: (n, k) => `\\binom{${n}}{${k}}`,
  floor: (x) => `\\lfloor ${x} \\rfloor`,
  ceiling: (x) => `\\lceil ${x} \\rceil`,
  rational: (top, bottom) => (bottom === undefined ? `${top}` : `\\frac{${top}}{${bottom}}`),
  number: (x) => `${x}`,
  finiteset: (...items) => `\\{${items.join(", ")}\\}`,
};
