import { ExactNumber, type FileValue } from "./schema.ts";

const numberToken = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Beyond this many zeros an exponent stays an exponent. */
const maxShift = 400;

/**
 * The shortest exact decimal text of a JSON number token: `142.0` → `142`, `1.50e3` → `1500`, `-0.0` → `0`, and no
 * digit of a big integer is lost. A token whose exponent would make more than 400 zeros is returned as it is.
 */
export function exactNumberText(token: string): string {
  const match = numberToken.exec(token);
  if (!match) return token;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > maxShift) return token;
  const digits = shifted(whole, fraction, shift);
  return digits === "0" ? "0" : sign + digits;
}

function shifted(whole: string, fraction: string, shift: number): string {
  const digits = whole + fraction;
  const point = whole.length + shift;
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point <= 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const integer = left.replace(/^0+(?=\d)/, "");
  const decimals = right.replace(/0+$/, "");
  return decimals === "" ? integer : `${integer}.${decimals}`;
}

/** A number token as a value: `number` where that loses nothing, else `ExactNumber`. */
export function exactNumber(token: string): number | ExactNumber {
  const text = exactNumberText(token);
  const asNumber = Number(text);
  return String(asNumber) === text ? asNumber : new ExactNumber(text);
}

/** The exact text of a string or number; null for everything else. */
export function textOf(value: FileValue | undefined): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number")
    return Number.isFinite(value) ? exactNumberText(String(value)) : null;
  return value instanceof ExactNumber ? value.text : null;
}
