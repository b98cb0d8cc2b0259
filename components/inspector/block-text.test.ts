import { expect, test } from "vitest";
import { blockText, withBoxesAsMath } from "./block-text.ts";

test.each([
  ["think", "<think>\nHm.\n</think>", "Hm."],
  ["think", "so on\n</think>", "so on"],
  ["executor", "\n<executor>\n42\n</executor>\n", "42"],
  ["code", "<code>print(1)</code>", "print(1)"],
  ["text", "<b>", "<b>"],
] as const)("%s %j", (kind, text, expected) => {
  expect(blockText(kind, text)).toBe(expected);
});

test.each([
  ["\\boxed{5}", "\\(\\boxed{5}\\)"],
  [
    "It is \\boxed{\\frac{1}{2}}, or \\boxed{0.5}.",
    "It is \\(\\boxed{\\frac{1}{2}}\\), or \\(\\boxed{0.5}\\).",
  ],
  ["$\\boxed{5}$", "$\\boxed{5}$"],
  ["\\boxed{5", "\\boxed{5"],
  ["42", "42"],
])("%s", (text, expected) => {
  expect(withBoxesAsMath(text)).toBe(expected);
});
