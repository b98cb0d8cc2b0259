import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latexOfCode } from "./code-notation.ts";
import { gradeTier1 } from "./grade.ts";

describe("an answer in the notation of code, as LaTeX", () => {
  it.each([
    ["pi", "\\pi"],
    ["3*pi", "3 \\pi"],
    ["3*pi/4", "\\frac{3 \\pi}{4}"],
    ["2pi", "2 \\pi"],
    ["pi**2/6", "\\frac{\\pi^{2}}{6}"],
    ["sqrt(2)/2", "\\frac{\\sqrt{2}}{2}"],
    ["-sqrt(3)/3", "\\frac{-\\sqrt{3}}{3}"],
    ["1/2 + sqrt(5)/2", "\\frac{1}{2} + \\frac{\\sqrt{5}}{2}"],
    ["x**2 + 1", "x^{2} + 1"],
    ["2**(1/3)", "2^{(\\frac{1}{3})}"],
    ["(x + 1)**2", "(x + 1)^{2}"],
    ["sin(x)**2", "(\\sin(x))^{2}"],
    ["-x**2", "-x^{2}"],
    ["(-x)**2", "(-x)^{2}"],
    ["x**-1", "x^{-1}"],
    ["2**3**2", "2^{3^{2}}"],
    ["a - (b - c*d)", "a - (b - c d)"],
    ["2*3**n", "2 \\cdot 3^{n}"],
    ["n*(n+1)/2", "\\frac{n (n + 1)}{2}"],
    ["exp(-x)", "e^{-x}"],
    ["log(2)", "\\ln(2)"],
    ["log(8, 2)", "\\log_{2}(8)"],
    ["2 + 3*I", "2 + 3 i"],
    ["oo", "\\infty"],
    ["{-sqrt(2), sqrt(2)}", "\\{-\\sqrt{2}, \\sqrt{2}\\}"],
    ["FiniteSet(1, 2)", "\\{1, 2\\}"],
    ["(sqrt(2), pi)", "(\\sqrt{2}, \\pi)"],
    ["Rational(3, 4)", "\\frac{3}{4}"],
    ["np.int64(5050)", "5050"],
    ["binomial(10, 3)", "\\binom{10}{3}"],
    ["1.5e-7*x", "(1.5 \\cdot 10^{-7}) x"],
    ["x1*x2", "x_{1} x_{2}"],
  ])("%j → %j", (text, latex) => {
    expect(latexOfCode(text)).toBe(latex);
  });

  it.each([
    "",
    "7",
    "1/2",
    "x^2+1",
    "(1, 2)",
    "\\frac{1}{2}",
    "2\\pi",
    "12 sheep",
    "the answer is 5",
    "A",
    "x = 2*y",
    "2*",
    "*",
    "sqrt(",
    "sqrt()",
    "foo(2)*3",
    "__import__('os').system('true')",
    "(".repeat(5_000),
    `${"-".repeat(3_000)}1*2`,
  ])("is left alone: %j", (text) => {
    expect(latexOfCode(text)).toBeNull();
  });

  it("never throws, and never makes a text that it would take for code again", () => {
    const piece = fc.constantFrom(
      "x",
      "2",
      "pi",
      "sqrt(",
      "(",
      ")",
      "*",
      "**",
      "/",
      "-",
      "+",
      ",",
      " ",
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (any) => {
        const latex = latexOfCode(any);
        if (latex?.includes("\\")) expect(latexOfCode(latex)).toBeNull();
      }),
    );
  });
});

describe("tier 1 on what code prints", () => {
  it.each([
    ["\\pi", "pi", "correct"],
    ["\\frac{3}{4}", "Rational(3, 4)", "correct"],
    ["5050", "np.int64(5050)", "correct"],
    ["1024", "2**10", "correct"],
    ["120", "binomial(10, 3)", "correct"],
    ["5050", "np.int64(5051)", "incorrect"],
    ["\\begin{pmatrix}1\\\\2\\end{pmatrix}", "\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}", "correct"],
    ["2\\sqrt{3}", "2\u221a3", "correct"],
    ["1\\frac{1}{2}", "1\u00bd", "correct"],
  ])("%j and %j: %s", (gold, answer, outcome) => {
    expect(gradeTier1(gold, answer)?.outcome).toBe(outcome);
  });
});
