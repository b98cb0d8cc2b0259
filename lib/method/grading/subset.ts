export interface FavourRule {
  /** Integers of at least this absolute value are large. */
  readonly largeThreshold: number;
  /** Position of the strategy that large answers favour. */
  readonly largeFavours: 1 | 2;
}

const integer = /^[+-]?(\d+|\d{1,3}(,\d{3})+)$/;
const baseDigits = /^[+-]?[0-9][0-9a-z]*_(\d+|\{\d+\})$/i;

/**
 * Position of the strategy that a problem favours, by its reference answer: large integers and numbers written in
 * another base favour the rule's one, everything else the other.
 */
export function favouredPosition(answer: string, rule: FavourRule): 1 | 2 {
  const bare = answer
    .trim()
    .replace(/^\$+|\$+$/g, "")
    .trim();
  if (isLarge(bare, rule.largeThreshold)) return rule.largeFavours;
  return rule.largeFavours === 1 ? 2 : 1;
}

function isLarge(bare: string, threshold: number): boolean {
  if (baseDigits.test(bare)) return true;
  if (!integer.test(bare)) return false;
  const value = BigInt(bare.replaceAll(",", "").replace(/^[+-]/, ""));
  return value >= BigInt(threshold);
}
