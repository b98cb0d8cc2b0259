/** Words that turn a number near them into something else, so that no rule about sentences is sure. */
const turning =
  /\b(?:not|no|never|isn't|aren't|cannot|can't|about|around|approximately|roughly|nearly|almost|least|most|more|less|fewer|greater|over|under|between|or|than|maybe|either|hundreds?|thousands?|millions?|billions?|dozens?|pairs?|half|halves|thirds?|quarters?|and|negative|minus|plus|times|squared|cubed|over|divided|base|mod|modulo)\b/i;

const stating =
  /^([A-Za-z][A-Za-z ,']*?)\s*\b(?:is|are|equals|be|gives)\b(?: equal to)?\s*:?\s*([-+]?\$?[\d\\({[].*)$/i;
const labelled = /^(?:the )?(?:final )?(?:answer|result)\s*(?:is)?\s*:?\s*(\S.*)$/i;

/**
 * What a sentence such as `The product is 17834` states, or null when it is no such sentence. Only the plainest form:
 * words without any that could turn the meaning, then a form of "to be", then the value as the last thing.
 */
export function statedValue(text: string): string | null {
  const label = labelled.exec(text)?.[1];
  if (label !== undefined && !/[A-Za-z]{2}/.test(withoutCommands(label))) return label;
  const [, words = "", value] = stating.exec(text) ?? [];
  if (value === undefined || turning.test(words)) return null;
  return /[A-Za-z]{2}/.test(withoutCommands(value)) ? null : value;
}

const counted = /^([-+]?[\d.,]*\d) ([A-Za-z]{2,20}(?: [A-Za-z]{2,20})?)$/;
const measures =
  /^(?:\w*met(?:er|re)s?|[cmk]m|kg|\w*grams?|\w*lit(?:er|re)s?|inch(?:es)?|feet|foot|ft|yards?|miles?|pounds?|ounces?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|cents?|dollars?|degrees?|radians?|units?|square|cubic|per|percent)\b/i;

/** A number and what it counts, as in `12 sheep`; `isMeasure` where another number of another unit could be equal to it. */
export function readCount(text: string): { number: string; isMeasure: boolean } | null {
  const [, number, things = ""] = counted.exec(text) ?? [];
  if (number === undefined || turning.test(things)) return null;
  return { number, isMeasure: things.split(" ").some((one) => measures.test(one)) };
}

const functions =
  /^(?:sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|sinh|cosh|tanh|log|ln|exp|sqrt|pi|inf|oo|mod|gcd|lcm|det|max|min|arg|cis)$/;

/**
 * Whether a text is prose. Symbolic algebra would read its letters as a product of symbols and say "different", which
 * is no judgement; so prose never reaches tier 2.
 */
export function isProse(text: string): boolean {
  const plain = withoutCommands(
    text.replace(/\\(?:text|mbox|mathrm|operatorname|begin|end)\s*\{[^{}]*\}/g, " "),
  );
  const words = plain.match(/[A-Za-z]{3,}/g) ?? [];
  return words.some((word) => !functions.test(word.toLowerCase()));
}

function withoutCommands(text: string): string {
  return text.replace(/\\[A-Za-z]+/g, " ");
}
