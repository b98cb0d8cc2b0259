import { cleanAnswer, maxAnswerLength } from "./clean.ts";
import { latexOfCode } from "./code-notation.ts";
import { compareValues, type Decision } from "./compare.ts";
import { isProse, readCount, statedValue } from "./sentence.ts";
import { readAssignment, readValue, type Value } from "./value.ts";

/** Part of every stored grade and of the cache key; grows whenever a decision of either tier may change. */
export const graderVersion = "2";

/**
 * Tier 1: typed exact compare of a reference answer and a committed answer. Decides only what is certain; null means
 * that tier 2 (Math-Verify) must decide. `undecided` means that Math-Verify could not be trusted with the pair either.
 */
export function gradeTier1(gold: string, answer: string): Decision | null {
  if (gold.length > maxAnswerLength || answer.length > maxAnswerLength) {
    return {
      outcome: "undecided",
      reason: `The answer is longer than ${maxAnswerLength} characters`,
    };
  }
  const [expected, given] = [readable(gold), readable(answer)];
  if (expected === "") return { outcome: "undecided", reason: "There is no reference answer" };
  if (given === "") return { outcome: "incorrect", reason: "The answer is empty" };
  if (withoutSpaces(expected) === withoutSpaces(given)) {
    return { outcome: "correct", reason: "The answer is the reference, letter for letter" };
  }
  return compareTyped(expected, given) ?? decideProse(expected, given);
}

/** What both tiers compare: the answer without typesetting, in LaTeX where it was written as code. */
export function readable(text: string): string {
  const cleaned = cleanAnswer(text);
  return latexOfCode(cleaned) ?? cleaned;
}

/** Spaces count between two letters or digits, and after a comma: `1, 234` is not `1,234`. */
function withoutSpaces(text: string): string {
  return text.replace(/(?<![A-Za-z0-9,]) | (?![A-Za-z0-9])/g, "");
}

function compareTyped(expected: string, given: string): Decision | null {
  const [left, right] = [readAssignment(expected), readAssignment(given)];
  // `x = 5` against `y = 5` is a question of meaning.
  if (left?.name && right?.name && left.name !== right.name) return null;
  const gold = readValue(left?.right ?? expected);
  if (!gold) return null;
  const answer = readAnswer(right?.right ?? given);
  return answer ? compareValues(gold, answer) : compareCount(gold, given);
}

/** The answer's value, or the value that a plain sentence states. */
function readAnswer(given: string): Value | null {
  const value = readValue(given);
  if (value) return value;
  const stated = statedValue(given);
  return stated === null ? null : readValue(cleanAnswer(stated));
}

/** A counted or measured answer against a bare number: `12 sheep`, `12 hours`. */
function compareCount(gold: Value, given: string): Decision | null {
  const count = readCount(given);
  const answer = count && readValue(count.number);
  if (!count || !answer || gold.kind !== "number" || gold.unit !== "") return null;
  const decision = compareValues(gold, answer);
  return count.isMeasure && decision?.outcome !== "correct" ? null : decision;
}

function decideProse(expected: string, given: string): Decision | null {
  if (isProse(given)) {
    return {
      outcome: "undecided",
      reason: "The answer is a text that no rule reads with certainty",
    };
  }
  if (isProse(expected)) {
    return { outcome: "undecided", reason: "The reference is a text and the answer another one" };
  }
  return null;
}
