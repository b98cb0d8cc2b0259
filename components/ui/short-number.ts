import type { useFormatter } from "next-intl";

type Formatter = ReturnType<typeof useFormatter>;

/** `9,450`, `14.9 k`, `1.31 M`: exact while it is short, a unit with a space when it is not. */
export function shortNumber(format: Formatter, value: number): string {
  if (value < 10_000) return format.number(value);
  if (value < 1_000_000) return `${format.number(value / 1_000, { maximumFractionDigits: 1 })} k`;
  return `${format.number(value / 1_000_000, { maximumFractionDigits: 2, minimumFractionDigits: 2 })} M`;
}
