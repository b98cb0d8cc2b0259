import { describe, expect, it } from "vitest";
import { drawZ, orderOf, samplingSeed } from "./draw.ts";
import { nextUnit, type PairUnit } from "./next-unit.ts";

describe("drawZ", () => {
  it("is fair, and differs by seed and attempt", () => {
    const n = 20_000;
    let ones = 0;
    let sameAcrossSeeds = 0;
    let sameAcrossAttempts = 0;
    for (let i = 0; i < n; i += 1) {
      const z = drawZ(7, `problem-${i}`, 1);
      ones += z;
      if (z === drawZ(8, `problem-${i}`, 1)) sameAcrossSeeds += 1;
      if (z === drawZ(7, `problem-${i}`, 2)) sameAcrossAttempts += 1;
    }
    for (const count of [ones, sameAcrossSeeds, sameAcrossAttempts]) {
      expect(Math.abs(count / n - 0.5)).toBeLessThan(0.02);
    }
  });

  it("never changes: stored runs were drawn with it", () => {
    const drawn = Array.from({ length: 16 }, (_, i) => drawZ(1, `p${i}`, 1)).join("");
    expect(drawn).toBe("1100111110011101");
  });
});

describe("samplingSeed", () => {
  const place = { runSeed: 1, problemSha256: "p", attempt: 1, part: "first", turn: 0 } as const;

  it("is a non-negative int31, another one for every place", () => {
    const seeds = new Set<number>();
    for (let turn = 0; turn < 1000; turn += 1) {
      for (const part of ["first", "second"] as const) {
        const seed = samplingSeed({ ...place, part, turn });
        expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true);
        seeds.add(seed);
      }
    }
    expect(seeds.size).toBe(2000);
  });
});

describe("orderOf", () => {
  it("puts position 1 first when z is 1", () => {
    expect(orderOf(1, ["long", "short"])).toEqual(["long", "short"]);
    expect(orderOf(0, ["long", "short"])).toEqual(["short", "long"]);
  });
});

describe("nextUnit", () => {
  const none = { first: null, second: null };

  it("goes through a pair in order, whatever the first grade", () => {
    const done = new Set<PairUnit>();
    const order: string[] = [];
    for (;;) {
      const step = nextUnit(done, none);
      if (step.do === "settled") break;
      order.push(step.unit);
      done.add(step.unit);
    }
    expect(order).toEqual(["first", "gradeFirst", "second", "gradeSecond", "splice"]);
  });

  it.each([
    ["incorrect", "correct", "0,1"],
    ["correct", "correct", "1,1"],
    ["correct", "incorrect", "1,0"],
    ["incorrect", "incorrect", "0,0"],
    ["undecided", "correct", null],
    ["correct", "undecided", null],
  ] as const)("settles %s and %s in case %s", (first, second, expected) => {
    const all = new Set<PairUnit>(["first", "gradeFirst", "second", "gradeSecond", "splice"]);
    expect(nextUnit(all, { first, second })).toEqual({ do: "settled", case: expected });
  });
});
