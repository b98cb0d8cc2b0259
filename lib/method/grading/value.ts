import { evaluate, type Stated } from "./arithmetic.ts";
import { type Rational, rational } from "./rational.ts";

/** What a number counts. Only equal units are compared; between others no exact rule is sure. */
export type Unit = "" | "percent" | "degree" | "dollar";

/**
 * An answer's text as a typed value.
 * `number`: `couldBeList` marks `1,234`, which may also be two numbers.
 * `based`: digits in a named base. `sequence`: bracketed or bare numbers in order. `choice`: a letter of a
 * multiple-choice question. `word`: one plain word.
 */
export type Value =
  | {
      readonly kind: "number";
      readonly stated: Stated;
      readonly unit: Unit;
      readonly couldBeList: boolean;
    }
  | {
      readonly kind: "based";
      readonly digits: string;
      readonly base: number;
      readonly value: Rational;
    }
  | {
      readonly kind: "sequence";
      readonly open: Open;
      readonly close: Close;
      readonly items: readonly Endpoint[];
    }
  | { readonly kind: "choice"; readonly letter: string }
  | { readonly kind: "word"; readonly word: string };

export type Open = "(" | "[" | "{" | "";
export type Close = ")" | "]" | "}" | "";
export type Endpoint = Stated | "infinity" | "-infinity";

/** The typed value of a cleaned answer, or null where its meaning is not certain. */
export function readValue(text: string): Value | null {
  return (
    readChoice(text) ??
    readBased(text) ??
    readNumber(text) ??
    readSequence(text) ??
    readNumberWord(text) ??
    readWord(text)
  );
}

const choice = /^(?:\(([A-J])\)|([A-J]))$/;
const wrappedChoice = /^\\(?:text|textbf|mathrm|mathbf)\s*\{\s*\(?([A-J])\)?\s*\}[.:)]?$/;
// The letter and then what it stands for: `(C) 42`, `C. 42`.
const toldChoice = /^(?:\(([A-J])\)|([A-J])[.:)])\s+\S.*$/;

function readChoice(text: string): Value | null {
  const match = choice.exec(text) ?? wrappedChoice.exec(text) ?? toldChoice.exec(text);
  const letter = match?.[1] ?? match?.[2];
  return letter === undefined ? null : { kind: "choice", letter };
}

const based = /^([0-9A-Za-z]+)_(?:(\d{1,2})|\{\s*(\d{1,2})\s*\})$/;
const bracketedBased = /^\(([0-9A-Za-z]+)\)_(?:(\d{1,2})|\{\s*(\d{1,2})\s*\})$/;

function readBased(text: string): Value | null {
  const match = based.exec(text) ?? bracketedBased.exec(text);
  const written = match?.[1] ?? "";
  const digits = match?.[1]?.toUpperCase();
  const base = Number(match?.[2] ?? match?.[3]);
  if (digits === undefined || base < 2 || base > 36 || !isDigits(written)) return null;
  let total = 0n;
  for (const digit of digits) {
    const worth = Number.parseInt(digit, 36);
    if (worth >= base) return null;
    total = total * BigInt(base) + BigInt(worth);
  }
  const value = rational(total);
  return value && { kind: "based", digits: digits.replace(/^0+(?=.)/, ""), base, value };
}

/** `x_{16}` and `ab_2` are names with an index; `FF_{16}` is a number. */
function isDigits(written: string): boolean {
  return /^\d/.test(written) || /^[0-9A-Z]{2,}$/.test(written);
}

const withCommas = /^([-+]?\d{1,3}(?:,\d{3})+)(\.\d+)?$/;
const withSpaces = /^[-+]?\d{1,3}(?: \d{3})+$/;
const scientific = /^([-+]?\d+(?:\.\d+)?)[eE]([-+]?\d{1,4})$/;
const mixed = /^([-+]?)(\d+) (\d+)\/(\d+)$/;
const assigned = /^([A-Za-z](?:_\w|_\{\w+\})?\s*)?=\s*([^=]+)$/;

function readNumber(text: string): Value | null {
  const { bare, unit } = splitUnit(text);
  if (withCommas.test(bare)) return number(bare.replaceAll(",", ""), unit, true);
  if (withSpaces.test(bare)) return number(bare.replaceAll(" ", ""), unit, false);
  const power = scientific.exec(bare);
  if (power) return number(`${power[1]}*10^{${power[2]}}`, unit, false);
  const parts = mixed.exec(bare);
  if (parts) {
    const [, sign, whole, top, bottom] = parts;
    return BigInt(top ?? 0) < BigInt(bottom ?? 0)
      ? number(`${sign}(${whole}+${top}/${bottom})`, unit, false)
      : null;
  }
  return number(bare, unit, false);
}

function number(text: string, unit: Unit, couldBeList: boolean): Value | null {
  const stated = evaluate(text);
  return stated && { kind: "number", stated, unit, couldBeList };
}

const degreeWord = /\s*(?:\^\s*\\circ|(?:\\(?:text|mbox|mathrm)\s*\{\s*)?\bdegrees?\s*\}?)$/;

function splitUnit(text: string): { bare: string; unit: Unit } {
  if (/\\?%$/.test(text)) return { bare: text.replace(/\s*\\?%$/, ""), unit: "percent" };
  if (/^[-+]?\\?\$/.test(text)) return { bare: text.replace(/\\?\$\s*/, ""), unit: "dollar" };
  if (degreeWord.test(text)) return { bare: text.replace(degreeWord, ""), unit: "degree" };
  return { bare: text, unit: "" };
}

/** `x = 5` or `= 5` taken apart; null for a text that is no such statement. */
export function readAssignment(text: string): { name: string; right: string } | null {
  const [, name = "", right] = assigned.exec(text) ?? [];
  return right === undefined ? null : { name: name.trim(), right: right.trim() };
}

const maxItems = 200;

function readSequence(text: string): Value | null {
  const shape = splitBrackets(
    text.replace(/\s*,?\s(?:and|or|\\text\s*\{\s*(?:and|or)\s*\})\s/g, ","),
  );
  // `1,234` inside brackets may be one number or two.
  if (!shape || /\d,\d{3}(?!\d)/.test(shape.inner)) return null;
  const parts = shape.inner.split(",");
  if (parts.length > maxItems || (parts.length < 2 && shape.open !== "{")) return null;
  const items = parts.map((part) => readEndpoint(part.trim()));
  if (items.some((item) => item === null)) return null;
  return {
    kind: "sequence",
    open: shape.open,
    close: shape.close,
    items: items.filter((item) => item !== null),
  };
}

function splitBrackets(text: string): { open: Open; close: Close; inner: string } | null {
  const set = /^\\\{(.*)\\\}$/.exec(text) ?? /^\\lbrace(?![a-z])(.*)\\rbrace$/.exec(text);
  if (set?.[1] !== undefined) return { open: "{", close: "}", inner: set[1] };
  const pair = /^([([])(.*)([)\]])$/.exec(text);
  if (!pair) return /[()[\]]/.test(text) ? null : { open: "", close: "", inner: text };
  const [, open, inner = "", close] = pair;
  if (/[()[\]]/.test(inner)) return null;
  return { open: open === "(" ? "(" : "[", close: close === ")" ? ")" : "]", inner };
}

function readEndpoint(text: string): Endpoint | null {
  if (/^\+?\s*\\infty$/.test(text)) return "infinity";
  if (/^-\s*\\infty$/.test(text)) return "-infinity";
  return evaluate(text);
}

const smallNumbers =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );

function readNumberWord(text: string): Value | null {
  const at = smallNumbers.indexOf(text.toLowerCase());
  return at < 0 ? null : number(String(at), "", false);
}

const word = /^(?:\\(?:text|textbf|textit|mathrm|mbox)\s*\{\s*)?([A-Za-z]{2,30})\s*\}?$/;

function readWord(text: string): Value | null {
  const match = word.exec(text);
  return match?.[1] === undefined ? null : { kind: "word", word: match[1] };
}
