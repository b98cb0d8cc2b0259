/** Other ways to write a reference answer, and answers next to it that are wrong. */
export interface Rewrites {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const integer = /^-?\d+$/;
const based = /^([0-9A-Z]+)_\{?(\d+)\}?$/;

/** At least six right forms and two wrong neighbours of a gold, none of them the gold byte for byte. */
export function rewrite(gold: string): Rewrites {
  const { right, wrong } = integer.test(gold)
    ? rewriteInteger(BigInt(gold))
    : based.test(gold)
      ? rewriteBased(gold)
      : rewriteText(gold);
  const isOther = (form: string) => form !== gold;
  return { right: [...new Set(right)].filter(isOther), wrong: [...new Set(wrong)].filter(isOther) };
}

function rewriteInteger(n: bigint): Rewrites {
  const sign = n < 0n ? "-" : "";
  const grouped = (separator: string) =>
    sign + String(n < 0n ? -n : n).replace(/\B(?=(\d{3})+$)/g, separator);
  return {
    right: [
      `\\boxed{${n}}`,
      `$${n}$`,
      `${n}.0`,
      `\\frac{${3n * n}}{3}`,
      grouped("{,}"),
      grouped(","),
      `${n - 7n} + 7`,
      `\\text{${n}}`,
      `x = ${n}`,
      ` \\( ${n} \\) `,
    ],
    // Nought times ten and a third of nought are nought.
    wrong: [
      `${n + 1n}`,
      `$${-n - 1n}$`,
      ...(n === 0n ? [] : [`\\boxed{${n}0}`, `\\frac{${n}}{3}`]),
    ],
  };
}

function rewriteBased(gold: string): Rewrites {
  const [, digits = "", base = ""] = based.exec(gold) ?? [];
  const last = Number.parseInt(digits.slice(-1), 36);
  const other = ((last + 1) % Number(base)).toString(36).toUpperCase();
  return {
    right: [
      `${digits}_{${base}}`,
      `(${digits})_${base}`,
      `(${digits})_{${base}}`,
      `$${gold}$`,
      `\\boxed{${digits}_{${base}}}`,
      `x = ${digits}_{${base}}`,
      ` \\( ${digits}_${base} \\) `,
    ],
    wrong: [
      `${digits.slice(0, -1)}${other}_{${base}}`,
      `${digits}${base}`,
      `$${digits}_{${Number(base) + 1}}$`,
    ],
  };
}

/** Anything else keeps its words; only what is typesetting changes. */
function rewriteText(gold: string): Rewrites {
  return {
    right: [
      `\\boxed{${gold}}`,
      `$${gold}$`,
      `\\( ${gold} \\)`,
      `  ${gold}  `,
      `$\\boxed{${gold}}$`,
      `\\displaystyle ${gold}`,
      gold.replace("\\frac", "\\dfrac"),
    ],
    wrong: [`${gold} + 1`, `2 (${gold}) + 1`],
  };
}
