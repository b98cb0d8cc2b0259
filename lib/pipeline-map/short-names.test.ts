import { expect, it } from "vitest";
import { shortNames } from "./short-names.ts";

it.each([
  [
    ["long-favoured", "short-favoured"],
    ["long-fav.", "short-fav."],
  ],
  [
    ["tool problems", "text problems"],
    ["tool pro.", "text pro."],
  ],
  [
    ["long", "short"],
    ["long", "short"],
  ],
  [
    ["a-favoured", "b-suited"],
    ["a-favoured", "b-suited"],
  ],
] as const)("shortens %o to %o", (names, expected) => {
  expect(shortNames(names)).toEqual(expected);
});
