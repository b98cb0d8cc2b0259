import {
  add,
  binomial,
  divide,
  factorial,
  magnitude,
  multiply,
  negate,
  power,
  type Rational,
  rational,
  zero,
} from "./rational.ts";

/**
 * A number that a text states. `slack` is how far a rounded one may be from what was meant: half of the last written
 * place for a decimal, 0 for exact texts, null where rounding went through arithmetic and nobody can say.
 */
export interface Stated {
  readonly value: Rational;
  readonly slack: Rational | null;
}

const tokenPattern =
  /\s*(?:(\d+(?:\.\d*)?|\.\d+)|(\\(?:frac|binom|cdot|times|div))(?![a-zA-Z])|(\*\*|[-+*/^!(){}]))/y;
const maxTokens = 200;

/** Reads +, −, ·, /, ^, !, `\frac`, `\binom`, mixed numbers and brackets over integers and decimals; null for anything else. */
export function evaluate(text: string): Stated | null {
  const tokens = tokenize(text);
  if (!tokens || tokens.length === 0) return null;
  const reader = new Reader(tokens);
  const value = reader.sum();
  return value && reader.isAtEnd() ? value : null;
}

/** As TeX has it, an argument without braces is one digit: `\frac43` is four thirds. */
function withBraces(text: string): string {
  return text
    .replace(/\\(frac|binom)\s*(\d)/g, "\\$1{$2}")
    .replace(/\\(frac|binom)\s*(\{[^{}]*\})\s*(\d)/g, "\\$1$2{$3}");
}

function tokenize(text: string): string[] | null {
  const tokens: string[] = [];
  const trimmed = withBraces(text.trim());
  for (let at = 0; at < trimmed.length; ) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(trimmed);
    const token = match?.[1] ?? match?.[2] ?? match?.[3];
    if (token === undefined || tokens.length === maxTokens) return null;
    tokens.push(token);
    at = tokenPattern.lastIndex;
  }
  return tokens;
}

const timesSigns = new Set(["*", "\\cdot", "\\times"]);
const overSigns = new Set(["/", "\\div"]);
const isNumber = (token: string | undefined): token is string =>
  token !== undefined && /^[\d.]/.test(token);
const isInteger = (token: string | undefined): token is string =>
  token !== undefined && /^\d+$/.test(token);

/** Recursive descent; every method returns null as soon as something has no certain meaning. */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): Stated | null {
    let total = this.#product();
    while (total && (this.#peek() === "+" || this.#peek() === "-")) {
      const sign = this.#take();
      const next = this.#product();
      total = next && plus(total, sign === "-" ? minus(next) : next);
    }
    return total;
  }

  #product(): Stated | null {
    let total = this.#signed();
    for (let next = this.#factor(); total && next; next = this.#factor()) total = next(total);
    return total;
  }

  /** What the next factor does to the product so far; undefined when there is none. */
  #factor(): ((total: Stated) => Stated | null) | undefined {
    const sign = this.#peek() ?? "";
    if (!timesSigns.has(sign) && !overSigns.has(sign) && sign !== "(") return undefined;
    if (sign !== "(") this.#take();
    const right = sign === "(" ? this.#raised() : this.#signed();
    return (total) => right && (overSigns.has(sign) ? over(total, right) : times(total, right));
  }

  #signed(): Stated | null {
    if (this.#peek() === "-") {
      this.#take();
      const value = this.#signed();
      return value && minus(value);
    }
    if (this.#peek() === "+") this.#take();
    return this.#raised();
  }

  #raised(): Stated | null {
    const base = this.#withFactorials();
    if (!base || (this.#peek() !== "^" && this.#peek() !== "**")) return base;
    this.#take();
    const exponent = this.#peek() === "-" ? this.#signed() : this.#withFactorials();
    // 2^3^4 has two readings.
    if (!exponent || this.#peek() === "^" || this.#peek() === "**") return null;
    return raise(base, exponent);
  }

  #withFactorials(): Stated | null {
    let value = this.#atom();
    while (value && this.#peek() === "!") {
      this.#take();
      const product = isExact(value) ? factorial(value.value) : null;
      value = product && exact(product);
    }
    return value;
  }

  #atom(): Stated | null {
    const token = this.#take();
    if (isNumber(token)) return this.#literal(token);
    if (token === "(") return this.#closed(")");
    if (token === "{") return this.#closed("}");
    if (token === "\\frac") return this.#pair(over);
    if (token === "\\binom") return this.#pair(choose);
    return null;
  }

  /** A number; directly before a proper fraction it is the whole part of a mixed number. */
  #literal(token: string): Stated | null {
    const whole = literal(token);
    if (this.#peek() === "\\frac") {
      if (!isInteger(token)) return null;
      this.#take();
      const part = this.#pair(over);
      const isProper = part && part.value.n > 0n && part.value.n < part.value.d && isExact(part);
      return isProper && whole ? plus(whole, part) : null;
    }
    // Two numbers side by side, as in `3 4`, mean nothing certain.
    return isNumber(this.#peek()) ? null : whole;
  }

  #closed(bracket: string): Stated | null {
    const value = this.sum();
    return value && this.#take() === bracket ? value : null;
  }

  #pair(combine: (a: Stated, b: Stated) => Stated | null): Stated | null {
    const first = this.#argument();
    const second = first && this.#argument();
    return first && second && combine(first, second);
  }

  #argument(): Stated | null {
    return this.#take() === "{" ? this.#closed("}") : null;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(): string | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }
}

function literal(token: string): Stated | null {
  const [whole = "", decimals] = token.split(".");
  const scale = 10n ** BigInt(decimals?.length ?? 0);
  const value = rational(BigInt(`${whole}${decimals ?? ""}` || "0"), scale);
  if (!value) return null;
  return { value, slack: decimals ? rational(1n, 2n * scale) : zero };
}

function exact(value: Rational): Stated {
  return { value, slack: zero };
}

function isExact(stated: Stated): boolean {
  return stated.slack?.n === 0n;
}

function minus({ value, slack }: Stated): Stated {
  return { value: negate(value), slack };
}

function plus(a: Stated, b: Stated): Stated | null {
  const value = add(a.value, b.value);
  return value && { value, slack: a.slack && b.slack && add(a.slack, b.slack) };
}

function times(a: Stated, b: Stated): Stated | null {
  const value = multiply(a.value, b.value);
  if (!value) return null;
  if (isExact(a)) return { value, slack: b.slack && multiply(b.slack, magnitude(a.value)) };
  if (isExact(b)) return { value, slack: a.slack && multiply(a.slack, magnitude(b.value)) };
  return { value, slack: null };
}

function over(a: Stated, b: Stated): Stated | null {
  const value = divide(a.value, b.value);
  if (!value) return null;
  return { value, slack: isExact(b) ? a.slack && divide(a.slack, magnitude(b.value)) : null };
}

function raise(a: Stated, b: Stated): Stated | null {
  if (!isExact(b)) return null;
  const value = power(a.value, b.value);
  return value && { value, slack: isExact(a) ? zero : null };
}

function choose(a: Stated, b: Stated): Stated | null {
  const value = isExact(a) && isExact(b) ? binomial(a.value, b.value) : null;
  return value && exact(value);
}
