import { expect, it } from "vitest";
import { favouredPosition } from "./subset.ts";

const rule = { largeThreshold: 1000, largeFavours: 1 } as const;

it.each([
  ["1000", 1],
  ["999", 2],
  ["-1000", 1],
  ["-999", 2],
  ["0", 2],
  ["123456789012345678901234567890", 1],
  ["1,234", 1],
  ["$2024$", 1],
  ["22112_6", 1],
  ["203_7", 1],
  ["10_{2}", 1],
  ["1000.5", 2],
  ["\\frac{1000}{3}", 2],
  ["(1000, 2000)", 2],
  ["x_1", 2],
  ["", 2],
] as const)("puts the answer %j to position %i", (answer, position) => {
  expect(favouredPosition(answer, rule)).toBe(position);
});

it("follows the rule's threshold and side", () => {
  expect(favouredPosition("50", { largeThreshold: 50, largeFavours: 2 })).toBe(2);
  expect(favouredPosition("49", { largeThreshold: 50, largeFavours: 2 })).toBe(1);
});
