import fc from "fast-check";
import { expect, it } from "vitest";
import { validationProblems } from "./split.ts";
import { nextVersionName } from "./version-name.ts";

const hashes = Array.from({ length: 40 }, (_, i) => `hash ${i}`);

it("keeps the wanted share of problems aside, the same ones in any order", () => {
  const aside = validationProblems(hashes, 0.1, 42);
  expect(aside.size).toBe(4);
  expect(validationProblems(hashes.toReversed(), 0.1, 42)).toEqual(aside);
  expect(validationProblems([...hashes, ...hashes], 0.1, 42)).toEqual(aside);
  expect(validationProblems(hashes, 0.1, 43)).not.toEqual(aside);
});

it("leaves at least one problem on each side", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 30 }),
      fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      (some, share) => {
        const { size } = validationProblems(some, share, 1);
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThan(some.length);
      },
    ),
  );
  expect(validationProblems(["one"], 0.5, 1).size).toBe(0);
});

it.each([
  [[], "v1"],
  [["v1", "v9", "v10"], "v11"],
  [["t1-final", "v2b"], "v1"],
])("after %j the next version is %s", (names, next) => {
  expect(nextVersionName(names)).toBe(next);
});
