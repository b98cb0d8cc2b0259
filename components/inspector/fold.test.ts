import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText } from "./fold.ts";

test("a short text is not folded", () => {
  expect(foldText("x".repeat(3_000))).toBeNull();
});

test("head, middle and tail are the text again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), (unit) => {
      const text = unit.repeat(4_000);
      const folded = foldText(text);
      expect(folded && folded.head + folded.middle + folded.tail).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test("a very long middle stays closed", () => {
  expect(foldText("word ".repeat(2_000_000))).toMatchObject({ isTooLong: true, middle: "" });
});
