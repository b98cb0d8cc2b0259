/** An expression as Python and SymPy print it; an atom's LaTeX is at hand. */
export type Expression =
  | { readonly kind: "atom"; readonly latex: string }
  | { readonly kind: "negative"; readonly of: Expression }
  | {
      readonly kind: "sum";
      readonly sign: "+" | "-";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "product"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "quotient"; readonly top: Expression; readonly bottom: Expression }
  | { readonly kind: "power"; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: "group";
      readonly open: string;
      readonly close: string;
      readonly items: readonly Expression[];
    };

/** Longer texts, and deeper ones, are no final answers. */
const maxLength = 2_000;
const maxDepth = 100;

const token =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)|((?:np\.|numpy\.|math\.|sympy\.|sp\.)?[A-Za-z][A-Za-z0-9]*)|(\*\*|[-+*/^(),{}[\]]))/y;

/** What a name of the notation is called by here; `rational` and `number` are the wrappers that printing leaves on. */
const calls: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "sqrt cbrt exp log ln sin cos tan cot sec csc asin acos atan sinh cosh tanh factorial binomial floor ceiling"
      .split(" ")
      .map((name) => [name, name]),
  ),
  arcsin: "asin",
  arccos: "acos",
  arctan: "atan",
  Abs: "abs",
  abs: "abs",
  ceil: "ceiling",
  comb: "binomial",
  Rational: "rational",
  Fraction: "rational",
  Integer: "number",
  int64: "number",
  float64: "number",
  FiniteSet: "finiteset",
};

const constants: Readonly<Record<string, string>> = {
  pi: "\\pi",
  oo: "\\infty",
  inf: "\\infty",
  zoo: "",
  nan: "",
  E: "e",
  I: "i",
  ...Object.fromEntries(
    "alpha beta gamma delta epsilon theta lambda mu phi rho sigma tau omega"
      .split(" ")
      .map((name) => [name, `\\${name}`]),
  ),
};

/** The whole text as one expression, and whether anything in it is written as only code writes it; null when it is none. */
export function readCode(text: string): { expression: Expression; isCode: boolean } | null {
  if (text.length > maxLength) return null;
  const tokens = tokensOf(text);
  if (tokens === null || tokens.length === 0) return null;
  try {
    const reader = new Reader(tokens);
    const expression = reader.sum(0);
    return reader.isAtEnd() ? { expression, isCode: reader.isCode } : null;
  } catch (error) {
    if (error instanceof NoExpression) return null;
    throw error;
  }
}

interface Token {
  readonly kind: "number" | "name" | "sign";
  readonly text: string;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  for (let at = 0; at < trimmed.length; ) {
    token.lastIndex = at;
    const match = token.exec(trimmed);
    if (!match) return null;
    const [whole, number, name, sign = ""] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else tokens.push({ kind: "sign", text: sign });
    at += whole.length;
  }
  return tokens;
}

class NoExpression extends Error {}

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Recursive descent; precedence as in Python, with `2pi` and `2(x+1)` read as products. */
class Reader {
  private at = 0;
  private readonly tokens: readonly Token[];
  isCode = false;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  sum(depth: number): Expression {
    if (depth > maxDepth) throw new NoExpression();
    let left = this.product(depth);
    for (let sign = this.take("+", "-"); sign !== null; sign = this.take("+", "-")) {
      left = { kind: "sum", sign: sign === "+" ? "+" : "-", left, right: this.product(depth) };
    }
    return left;
  }

  private product(depth: number): Expression {
    let left = this.signed(depth);
    for (;;) {
      const sign = this.take("*", "/");
      if (sign === "*") this.isCode = true;
      if (sign === "/") left = { kind: "quotient", top: left, bottom: this.signed(depth) };
      else if (sign === "*" || this.startsFactor()) {
        left = { kind: "product", left, right: this.signed(depth) };
      } else return left;
    }
  }

  /** A number right before a name or a bracket: `2pi`. Two names side by side are words. */
  private startsFactor(): boolean {
    const [before, next] = [this.tokens[this.at - 1], this.tokens[this.at]];
    const isOpen = next?.kind === "name" || next?.text === "(";
    return before?.kind === "number" && isOpen;
  }

  private signed(depth: number): Expression {
    if (depth > maxDepth) throw new NoExpression();
    const sign = this.take("-", "+");
    if (sign === "-") return { kind: "negative", of: this.signed(depth + 1) };
    return sign === "+" ? this.signed(depth + 1) : this.power(depth);
  }

  private power(depth: number): Expression {
    const base = this.atom(depth);
    const sign = this.take("**", "^");
    if (sign === null) return base;
    if (sign === "**") this.isCode = true;
    return { kind: "power", base, exponent: this.signed(depth + 1) };
  }

  private atom(depth: number): Expression {
    const next = this.tokens[this.at];
    if (!next) throw new NoExpression();
    this.at += 1;
    if (next.kind === "number") return { kind: "atom", latex: numberLatex(next.text) };
    if (next.kind === "name") return this.name(next.text, depth);
    const close = closing[next.text];
    if (close === undefined) throw new NoExpression();
    const items = this.list(close, depth);
    const isSet = next.text === "{";
    return {
      kind: "group",
      open: isSet ? "\\{" : next.text,
      close: isSet ? "\\}" : close,
      items,
    };
  }

  private name(text: string, depth: number): Expression {
    const bare = text.slice(text.lastIndexOf(".") + 1);
    const called = calls[bare];
    if (called !== undefined && this.take("(") !== null) {
      this.isCode = true;
      return { kind: "call", name: called, args: this.list(")", depth) };
    }
    const latex = constants[bare] ?? (/^[A-Za-z]\d?$/.test(text) ? symbol(text) : "");
    if (latex === "") throw new NoExpression();
    if (bare.length > 1) this.isCode = true;
    return { kind: "atom", latex };
  }

  private list(close: string, depth: number): Expression[] {
    const items: Expression[] = [];
    do {
      if (this.tokens[this.at]?.text === close) break;
      items.push(this.sum(depth + 1));
    } while (this.take(",") !== null);
    if (items.length === 0 || this.take(close) === null) throw new NoExpression();
    return items;
  }

  private take(...signs: string[]): string | null {
    const next = this.tokens[this.at];
    if (next?.kind !== "sign" || !signs.includes(next.text)) return null;
    this.at += 1;
    return next.text;
  }
}

/** `1.5e-7` as a power of ten; anything else as it stands. */
function numberLatex(text: string): string {
  const [mantissa, exponent] = text.split(/[eE]/);
  return exponent === undefined ? text : `(${mantissa} \\cdot 10^{${Number(exponent)}})`;
}

/** `x1` → `x_{1}`. */
function symbol(text: string): string {
  return text.length === 1 ? text : `${text[0]}_{${text.slice(1)}}`;
}
