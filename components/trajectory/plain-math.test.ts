import { expect, test } from "vitest";
import { plainMath } from "./plain-math.ts";

const shown = (text: string) =>
  plainMath(text)
    .map(({ text: piece, place }) =>
      place === "line" ? piece : place === "raised" ? `↑${piece}` : `↓${piece}`,
    )
    .join("");

test.each([
  ["Last four digits of $7^{2026}$", "Last four digits of 7↑2026"],
  ["$F_{60}$, the 60th", "F↓60, the 60th"],
  ["$n \\equiv 3 \\pmod{7}$", "n ≡ 3 (mod 7)"],
  ["$\\binom{30}{12}$ and $\\frac{1}{2}$", "C(30, 12) and 1/2"],
  ["$\\operatorname{lcm}(a, b) = 360$", "lcm(a, b) = 360"],
  ["\\unknown{x} <b>", "\\unknown{x} <b>"],
  ["two\nlines\t here", "two lines here"],
])("%s", (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test("braces without end cost nothing", () => {
  const text = `$${"{".repeat(5000)}x^${"{".repeat(5000)}`;
  expect(shown(text).length).toBeGreaterThan(9000);
});
