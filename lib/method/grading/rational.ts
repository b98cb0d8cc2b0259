/** An exact rational number in lowest terms; `d` is positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** Beyond this many bits a number is nobody's answer, and arithmetic on it would be slow. */
const maxBits = 100_000;

export const zero: Rational = { n: 0n, d: 1n };

/** The rational n/d in lowest terms, or null when `d` is 0 or either part is too large to handle. */
export function rational(n: bigint, d: bigint = 1n): Rational | null {
  if (d === 0n || isHuge(n) || isHuge(d)) return null;
  const divisor = gcd(abs(n), abs(d));
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

export function add(a: Rational, b: Rational): Rational | null {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational | null {
  return rational(a.n * b.n, a.d * b.d);
}

export function divide(a: Rational, b: Rational): Rational | null {
  return rational(a.n * b.d, a.d * b.n);
}

export function negate(a: Rational): Rational {
  return { n: -a.n, d: a.d };
}

export function magnitude(a: Rational): Rational {
  return { n: abs(a.n), d: a.d };
}

/** `a` to an integer power, or null when the power is no integer or the result is too large. */
export function power(a: Rational, exponent: Rational): Rational | null {
  if (exponent.d !== 1n || abs(exponent.n) > BigInt(maxBits)) return null;
  const e = abs(exponent.n);
  if (BigInt(bits(a.n) + bits(a.d)) * e > BigInt(2 * maxBits)) return null;
  return exponent.n < 0n ? rational(a.d ** e, a.n ** e) : rational(a.n ** e, a.d ** e);
}

export function isEqual(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

/** Whether |a - b| is at most `limit`. */
export function isWithin(a: Rational, b: Rational, limit: Rational): boolean {
  const distance = abs(a.n * b.d - b.n * a.d);
  return distance * limit.d <= limit.n * a.d * b.d;
}

/** `n!`, or null for what has none or would be too large. */
export function factorial(a: Rational): Rational | null {
  if (a.d !== 1n || a.n < 0n || a.n > 2_000n) return null;
  let product = 1n;
  for (let factor = 2n; factor <= a.n; factor += 1n) product *= factor;
  return rational(product);
}

/** The binomial coefficient of two integers with 0 ≤ k ≤ n ≤ 2,000, or null. */
export function binomial(n: Rational, k: Rational): Rational | null {
  const [top, low, rest] = [factorial(n), factorial(k), add(n, negate(k))];
  const high = rest && factorial(rest);
  const below = low && high && multiply(low, high);
  return top && below && divide(top, below);
}

/** As people write it: `3`, `-2/7`; long ones shortened in the middle. */
export function showRational({ n, d }: Rational): string {
  const text = d === 1n ? String(n) : `${n}/${d}`;
  return text.length <= 60 ? text : `${text.slice(0, 28)}…${text.slice(-28)}`;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function bits(value: bigint): number {
  return abs(value).toString(16).length * 4;
}

function isHuge(value: bigint): boolean {
  return bits(value) > maxBits;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
