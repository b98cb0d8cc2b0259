import type { Stated } from "./arithmetic.ts";
import { add, isEqual, isWithin, type Rational, showRational } from "./rational.ts";
import type { Outcome } from "./schema.ts";
import type { Endpoint, Value } from "./value.ts";

/** A decision and one sentence that says what was compared with what. */
export interface Decision {
  readonly outcome: Outcome;
  readonly reason: string;
}

type Kind = Value["kind"];
type Of<K extends Kind> = Extract<Value, { kind: K }>;

/** Compares two typed values exactly; null where equality is a question of rounding, units, form or wording. */
export function compareValues(gold: Value, answer: Value): Decision | null {
  if (gold.kind === "number" && answer.kind === "number") return compareNumbers(gold, answer);
  if (gold.kind === "based" && answer.kind === "based") return compareBased(gold, answer);
  if (gold.kind === "sequence" && answer.kind === "sequence") return compareSequences(gold, answer);
  if (gold.kind === "choice" && answer.kind === "choice")
    return compareTexts(gold.letter, answer.letter);
  if (gold.kind === "word" && answer.kind === "word") return compareWords(gold.word, answer.word);
  return compareKinds(gold, answer);
}

function compareNumbers(gold: Of<"number">, answer: Of<"number">): Decision | null {
  if (gold.unit !== answer.unit) return null;
  const relation = relate(gold.stated, answer.stated);
  return (
    relation && decide(relation, showRational(gold.stated.value), showRational(answer.stated.value))
  );
}

/** `equal`, `different`, or null when one may be a rounding of the other. */
function relate(gold: Stated, answer: Stated): "equal" | "different" | null {
  if (isEqual(gold.value, answer.value)) return "equal";
  const slack = gold.slack && answer.slack && add(gold.slack, answer.slack);
  if (!slack || isWithin(gold.value, answer.value, slack)) return null;
  return "different";
}

function compareBased(gold: Of<"based">, answer: Of<"based">): Decision {
  const [expected, given] = [showBased(gold), showBased(answer)];
  if (gold.base === answer.base) {
    return decide(gold.digits === answer.digits ? "equal" : "different", expected, given);
  }
  if (!isEqual(gold.value, answer.value)) return decide("different", expected, given);
  return undecided(
    `${given} equals the reference ${expected} in value but is written in another base`,
  );
}

/** One side names a base, the other is a plain number: equal digits or an equal value may or may not be what was asked. */
function compareBasedWithPlain(based: Of<"based">, plain: Of<"number">): Decision | null {
  const value = plain.stated.value;
  const isPlainInteger = plain.unit === "" && value.d === 1n;
  if (!isPlainInteger) return null;
  if (based.base === 10) return decideBased(isEqual(based.value, value), based, value);
  if (String(value.n) === based.digits) {
    return undecided(`${showBased(based)} names base ${based.base} and ${value.n} names none`);
  }
  if (isEqual(based.value, value)) {
    return undecided(
      `${showBased(based)} and ${value.n} are equal in value but written in different bases`,
    );
  }
  return decideBased(false, based, value);
}

function decideBased(isSame: boolean, based: Of<"based">, plain: Rational): Decision {
  return isSame
    ? { outcome: "correct", reason: `${showBased(based)} and ${showRational(plain)} are equal` }
    : { outcome: "incorrect", reason: `${showBased(based)} and ${showRational(plain)} differ` };
}

function compareSequences(gold: Of<"sequence">, answer: Of<"sequence">): Decision | null {
  if (bracketsOf(gold) !== bracketsOf(answer)) return compareOtherBrackets(gold, answer);
  const [expected, given] = [showSequence(gold), showSequence(answer)];
  if (gold.open === "{" || gold.open === "") {
    const relation = relateUnordered(gold.items, answer.items);
    // Only braces say for sure that order does not count.
    if (relation === "equal" && (gold.open === "{" || isSameOrder(gold, answer)))
      return decide(relation, expected, given);
    return relation === "different" ? decide(relation, expected, given) : null;
  }
  if (gold.items.length !== answer.items.length) return decide("different", expected, given);
  const relation = combine(gold.items.map((item, at) => relateEnds(item, answer.items[at])));
  return relation && decide(relation, expected, given);
}

/** `[1,2)` and `(1,2)` are different intervals; `[1,2]` and `(1,2)` may be two ways to write a pair. */
function compareOtherBrackets(gold: Of<"sequence">, answer: Of<"sequence">): Decision | null {
  if (!isInterval(gold) || !isBracketed(answer)) return null;
  return decide("different", showSequence(gold), showSequence(answer));
}

function isInterval(sequence: Of<"sequence">): boolean {
  const isMixed = ["(]", "[)"].includes(bracketsOf(sequence));
  return (
    isBracketed(sequence) &&
    sequence.items.length === 2 &&
    (isMixed || sequence.items.some(isInfinite))
  );
}

function isBracketed({ open }: Of<"sequence">): boolean {
  return open === "(" || open === "[";
}

function isInfinite(end: Endpoint): boolean {
  return end === "infinity" || end === "-infinity";
}

function bracketsOf({ open, close }: Of<"sequence">): string {
  return open + close;
}

function isSameOrder(gold: Of<"sequence">, answer: Of<"sequence">): boolean {
  return gold.items.every((item, at) => relateEnds(item, answer.items[at]) === "equal");
}

function relateEnds(gold: Endpoint, answer: Endpoint | undefined): "equal" | "different" | null {
  if (answer === undefined) return "different";
  if (typeof gold === "string" || typeof answer === "string")
    return gold === answer ? "equal" : "different";
  return relate(gold, answer);
}

/** As sets; null when elements repeat, since a text with repeats may mean a multiset, and where rounding is in play. */
function relateUnordered(
  gold: readonly Endpoint[],
  answer: readonly Endpoint[],
): "equal" | "different" | null {
  if (hasRepeats(gold) || hasRepeats(answer)) return null;
  const relations = gold.map((item) => answer.map((other) => relateEnds(item, other)));
  const everyIsFound = relations.every((row) => row.includes("equal"));
  if (everyIsFound) return gold.length === answer.length ? "equal" : "different";
  return relations.some((row) => row.includes(null)) ? null : "different";
}

function hasRepeats(items: readonly Endpoint[]): boolean {
  return items.some((item, at) =>
    items.slice(0, at).some((other) => relateEnds(item, other) === "equal"),
  );
}

function combine(
  relations: readonly ("equal" | "different" | null)[],
): "equal" | "different" | null {
  if (relations.includes("different")) return "different";
  return relations.includes(null) ? null : "equal";
}

function compareTexts(gold: string, answer: string): Decision {
  return decide(gold === answer ? "equal" : "different", gold, answer);
}

/** Words of which each rules the others out. Beyond these, and names, different words may mean the same. */
const exclusive: readonly (readonly string[])[] = [
  ["yes", "no"],
  ["true", "false"],
  ["even", "odd", "neither"],
  ["positive", "negative", "zero"],
  ["increasing", "decreasing", "constant"],
  ["converges", "diverges"],
  ["convergent", "divergent"],
  ["rational", "irrational"],
  ["north", "east", "south", "west"],
  ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
];

function compareWords(gold: string, answer: string): Decision {
  const [expected, given] = [gold.toLowerCase(), answer.toLowerCase()];
  if (expected === given) return decide("equal", gold, answer);
  const isRuledOut = exclusive.some((group) => group.includes(expected) && group.includes(given));
  return isRuledOut
    ? decide("different", gold, answer)
    : undecided(`"${answer}" may or may not mean the reference "${gold}"`);
}

const places: Readonly<Record<Kind, string>> = {
  number: "a number",
  based: "a number in a named base",
  sequence: "several numbers",
  choice: "a choice",
  word: "a word",
};

/** Values of different kinds; a wrong kind is only sure to be wrong where no reading could make them equal. */
function compareKinds(gold: Value, answer: Value): Decision | null {
  if (gold.kind === "based" && answer.kind === "number") return compareBasedWithPlain(gold, answer);
  if (gold.kind === "number" && answer.kind === "based") return compareBasedWithPlain(answer, gold);
  if (mayMeanTheSame(gold, answer) || mayMeanTheSame(answer, gold)) return null;
  if (isText(gold) || isText(answer)) {
    return undecided(`The reference is ${places[gold.kind]} and the answer ${places[answer.kind]}`);
  }
  return {
    outcome: "incorrect",
    reason: `The reference is ${places[gold.kind]}, the answer ${places[answer.kind]}`,
  };
}

function isText({ kind }: Value): boolean {
  return kind === "choice" || kind === "word";
}

/** Whether a number and a sequence might be the same thing: `1,234`, a set with one element, a list that names it. */
function mayMeanTheSame(number: Value, sequence: Value): boolean {
  if (sequence.kind !== "sequence") return false;
  if (number.kind !== "number") return false;
  return (
    number.couldBeList ||
    sequence.items.length === 1 ||
    sequence.items.some((item) => relateEnds(number.stated, item) !== "different")
  );
}

function decide(relation: "equal" | "different", gold: string, answer: string): Decision {
  return relation === "equal"
    ? { outcome: "correct", reason: `${answer} equals the reference ${gold}` }
    : { outcome: "incorrect", reason: `${answer} differs from the reference ${gold}` };
}

function undecided(reason: string): Decision {
  return { outcome: "undecided", reason };
}

function showBased({ digits, base }: Of<"based">): string {
  return `${digits.length > 60 ? `${digits.slice(0, 60)}…` : digits}_${base}`;
}

function showSequence({ open, close, items }: Of<"sequence">): string {
  const shown = items
    .slice(0, 8)
    .map((item) => (typeof item === "string" ? item : showRational(item.value)));
  return open + shown.join(", ") + (items.length > 8 ? ", …" : "") + close;
}
