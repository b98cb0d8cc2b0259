import fc from "fast-check";
import { expect, it } from "vitest";
import { exactNumber, exactNumberText, textOf } from "./exact-number.ts";
import { ExactNumber } from "./schema.ts";

it.each([
  ["142.0", "142"],
  ["0.50", "0.5"],
  ["1.50e3", "1500"],
  ["1e3", "1000"],
  ["1E+2", "100"],
  ["12e-3", "0.012"],
  ["-0.0", "0"],
  ["-7.10", "-7.1"],
  ["1180591620717411303424", "1180591620717411303424"],
  ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
  ["123456789.123456789e5", "12345678912345.6789"],
  ["1e9999", "1e9999"],
  ["0e5", "0"],
])("writes %s as %s", (token, text) => {
  expect(exactNumberText(token)).toBe(text);
});

it("keeps a number where nothing is lost, and its text where something would be", () => {
  expect(exactNumber("142.0")).toBe(142);
  expect(exactNumber("1180591620717411303424")).toEqual(new ExactNumber("1180591620717411303424"));
});

it("never changes an integer", () => {
  fc.assert(
    fc.property(fc.bigInt(), (value) => {
      expect(exactNumberText(String(value))).toBe(String(value));
    }),
  );
});

it("gives text for text and numbers only", () => {
  expect([textOf("a"), textOf(1.5), textOf(1e21), textOf(null), textOf(true), textOf([])]).toEqual([
    "a",
    "1.5",
    "1000000000000000000000",
    null,
    null,
    null,
  ]);
});
