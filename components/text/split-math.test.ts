import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { braceDepth, splitMath } from "./split-math.ts";

const sourceOf = (text: string) =>
  splitMath(text)
    .map((part) => (part.is === "text" ? part.text : part.source))
    .join("");

describe("splitMath", () => {
  test.each([
    ["What is $2+2$?", ["2+2"]],
    ["\\(x\\) and \\[y\\] and $$z$$", ["x", "y", "z"]],
    ["It costs $5 and you pay $10 in total", []],
    ["each child up to $6 and each adult $10, so", []],
    ["no closing $x", []],
    ["$ spaced $", []],
  ])("%s", (text, formulas) => {
    expect(splitMath(text).flatMap((part) => (part.is === "math" ? [part.tex] : []))).toEqual(
      formulas,
    );
  });

  test("no character is lost", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("$", "\\(", "\\)", "\\[", "\\]", "x", " ", "\n", "5") }),
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
