import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { braceDepth, splitMath } from "./split-math.ts";

const sourceOf = (text: string) =>
  splitMath(text)
    .map((part) => (part.is === "math" ? part.source : part.text))
    .join("");

describe("splitMath", () => {
  test.each([
    ["What is $2+2$?", ["2+2"]],
    ["\\(x\\) and \\[y\\] and $$z$$", ["x", "y", "z"]],
    ["It costs $5 and you pay $10 in total", []],
    ["each child up to $6 and each adult $10, so", []],
    ["no closing $x", []],
    ["$ spaced $", []],
    ["Let $ x $ be $ x + 1 $.", [" x ", " x + 1 "]],
    ["It costs \\$2 each, or \\$15 for $n$ of them", ["n"]],
    ["A price of $\\$9.50$ and $5\\%$", ["\\$9.50", "5\\%"]],
    [
      "the polynomial $2016 x^{3} - 7$ and $1, 2, \\ldots, 1962$",
      ["2016 x^{3} - 7", "1, 2, \\ldots, 1962"],
    ],
    ["the points $ A, B, C, $ and the numbers $1, 2, 3$", [" A, B, C, ", "1, 2, 3"]],
    ["from $5, $10 and $20 bills", []],
    ["pays $5 for $n$ apples", ["n"]],
    [
      "so \\begin{align*}a&=b\\\\c&=d\\end{align*} holds",
      ["\\begin{align*}a&=b\\\\c&=d\\end{align*}"],
    ],
    ["\\begin{tabular}{c}a\\end{tabular}", []],
    ['[asy]label("$O$", (0,0));[/asy] and $O$', ["O"]],
  ])("%s", (text, formulas) => {
    expect(splitMath(text).flatMap((part) => (part.is === "math" ? [part.tex] : []))).toEqual(
      formulas,
    );
  });

  test("no character is lost", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            "$",
            "\\(",
            "\\)",
            "\\[",
            "\\]",
            "\\$",
            "[asy]",
            "[/asy]",
            "x",
            " ",
            "\n",
            "5",
          ),
        }),
        (text) => {
          expect(sourceOf(text)).toBe(text);
        },
      ),
    );
  });

  test("nesting is counted", () => {
    expect(braceDepth("a{b{c}}{d}")).toBe(2);
  });
});
