import { expect, test } from "vitest";
import { blockText } from "./block-text.ts";

test.each([
  ["think", "<think>\nHm.\n</think>", "Hm."],
  ["think", "so on\n</think>", "so on"],
  ["executor", "\n<executor>\n42\n</executor>\n", "42"],
  ["code", "<code>print(1)</code>", "print(1)"],
  ["text", "<b>", "<b>"],
] as const)("%s %j", (kind, text, expected) => {
  expect(blockText(kind, text)).toBe(expected);
});
