import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseBalanced } from "./choose.ts";
import { seededRank } from "./rank.ts";
import { type BalanceRuleInput, balanceRuleSchema, type Candidate, entryCases } from "./schema.ts";

const rule = (input: BalanceRuleInput = {}) => balanceRuleSchema.parse(input);

function entries(count: number, subset: 1 | 2 | null, more: Partial<Candidate> = {}): Candidate[] {
  return Array.from({ length: count }, (_, i) => ({
    key: `${subset}-${more.case ?? "1,1"}-${i}`,
    case: "1,1",
    subset,
    trainedTokens: 100,
    ...more,
  }));
}

const included = (candidates: readonly Candidate[], input: BalanceRuleInput = {}) => {
  const { codes } = chooseBalanced(candidates, rule(input));
  return candidates.filter((_, i) => codes[i] === null);
};
const countOf = (candidates: readonly Candidate[], subset: 1 | 2 | null) =>
  candidates.filter((candidate) => candidate.subset === subset).length;

describe("ratio by entries", () => {
  it.each<[number, number, [number, number] | null, number, number]>([
    [30, 10, [1, 1], 10, 10],
    [10, 30, [1, 1], 10, 10],
    [30, 10, [2, 1], 20, 10],
    [30, 10, [1, 2], 5, 10],
    [7, 3, [3, 2], 5, 3], // 4.5 : 3, the nearer whole number up
    [30, 0, [1, 1], 0, 0],
    [30, 12, [1, 0], 30, 0],
    [30, 12, [0, 1], 0, 12],
    [30, 12, null, 30, 12],
    [0, 0, [1, 1], 0, 0],
  ])("%i and %i at %j give %i and %i", (have1, have2, ratio, in1, in2) => {
    const chosen = included([...entries(have1, 1), ...entries(have2, 2)], { ratio });
    expect([countOf(chosen, 1), countOf(chosen, 2)]).toEqual([in1, in2]);
  });
});

describe("ratio by trained tokens", () => {
  it("fills the other side's tokens with fewer, longer entries", () => {
    const chosen = included([...entries(10, 1, { trainedTokens: 300 }), ...entries(10, 2)], {
      by: "tokens",
    });
    // 1,000 tokens on side 2; 3 × 300 = 900 misses by 100, 4 × 300 = 1,200 by 200.
    expect([countOf(chosen, 1), countOf(chosen, 2)]).toEqual([3, 10]);
  });

  it("takes one more where that comes nearer", () => {
    const chosen = included([...entries(10, 1, { trainedTokens: 400 }), ...entries(10, 2)], {
      by: "tokens",
    });
    // 2 × 400 = 800 misses 1,000 by 200 and 3 × 400 = 1,200 by 200 too: the tie goes to more data.
    expect(countOf(chosen, 1)).toBe(3);
  });

  it("leaves out what was not counted", () => {
    const candidates = [...entries(2, 1), ...entries(2, 2, { trainedTokens: null })];
    expect(chooseBalanced(candidates, rule({ by: "tokens" })).codes).toEqual([
      "balance",
      "balance",
      "no-token-count",
      "no-token-count",
    ]);
  });
});

describe("subset and caps", () => {
  it("cannot place an entry without a subset, unless no ratio is asked for", () => {
    const candidates = [...entries(1, null), ...entries(1, 1), ...entries(1, 2)];
    expect(chooseBalanced(candidates, rule()).codes).toEqual(["no-subset", null, null]);
    expect(chooseBalanced(candidates, rule({ ratio: null })).codes).toEqual([null, null, null]);
  });

  it.each<[number, number, number, number, number]>([
    [30, 30, 10, 5, 5],
    [30, 3, 10, 3, 3], // the cap leaves 7 and 3, then the ratio evens them out
    [3, 30, 10, 3, 3],
    [3, 3, 10, 3, 3],
    [30, 30, 0, 0, 0],
  ])("caps %i and %i of a case at %i to %i and %i", (have1, have2, cap, in1, in2) => {
    const chosen = included([...entries(have1, 1), ...entries(have2, 2)], { caps: { "1,1": cap } });
    expect([countOf(chosen, 1), countOf(chosen, 2)]).toEqual([in1, in2]);
  });

  it("says which of the two left an entry out", () => {
    const candidates = [...entries(4, 1), ...entries(1, 2), ...entries(2, 1, { case: "0,1" })];
    const { codes } = chooseBalanced(candidates, rule({ caps: { "0,1": 1 } }));
    expect(codes.filter((code) => code === "cap")).toHaveLength(1);
    expect(codes.slice(5)).toContain("cap");
    expect(codes.filter((code) => code === "balance")).toHaveLength(4);
  });

  it("refuses two candidates with one key", () => {
    expect(() => included([...entries(1, 1), ...entries(1, 1)])).toThrow(
      "Two candidates have the key 1-1,1-0.",
    );
  });
});

const candidateArbitrary = fc.record({
  key: fc.string({ minLength: 1 }),
  case: fc.constantFrom(...entryCases),
  subset: fc.constantFrom<(1 | 2 | null)[]>(1, 2, 1, 2, null),
  trainedTokens: fc.option(fc.nat(5000), { freq: 12 }),
});
const candidatesArbitrary = fc.uniqueArray(candidateArbitrary, {
  selector: (one) => one.key,
  maxLength: 60,
});
const ruleArbitrary = fc.record({
  seed: fc.nat(1000),
  by: fc.constantFrom("entries" as const, "tokens" as const),
  ratio: fc.constantFrom<([number, number] | null)[]>([1, 1], [2, 1], [1, 3], [1, 0], null),
  caps: fc.constantFrom({}, { "0,1": 3 }, { "0,1": 2, "1,1": 5, "1,0": 0 }),
});

describe("every choice", () => {
  it("depends on keys and seed, not on the order of arrival", () => {
    fc.assert(
      fc.property(candidatesArbitrary, ruleArbitrary, fc.nat(), (candidates, input, turn) => {
        const keys = (some: readonly Candidate[]) =>
          included(some, input)
            .map((one) => one.key)
            .sort();
        const shuffled = [...candidates].sort(
          (a, b) => seededRank(turn, a.key) - seededRank(turn, b.key),
        );
        expect(keys(shuffled)).toEqual(keys(candidates));
      }),
    );
  });

  it("keeps the caps, and the side that is short for its share loses nothing to balance", () => {
    fc.assert(
      fc.property(candidatesArbitrary, ruleArbitrary, (candidates, input) => {
        const { codes } = chooseBalanced(candidates, rule(input));
        const inside = candidates.filter((_, i) => codes[i] === null);
        for (const [caseOf, cap] of Object.entries(input.caps)) {
          expect(inside.filter((one) => one.case === caseOf).length).toBeLessThanOrEqual(cap);
        }
        const cut = new Set(
          candidates.filter((_, i) => codes[i] === "balance").map((one) => one.subset),
        );
        const isHalved = input.ratio !== null && input.ratio[1] !== 0;
        if (isHalved && inside.length > 0 && input.by === "entries")
          expect(cut.size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is as near to the target as moving one entry can make it", () => {
    fc.assert(
      fc.property(candidatesArbitrary, fc.nat(1000), (candidates, seed) => {
        const { codes } = chooseBalanced(candidates, rule({ seed, by: "tokens" }));
        const sum = (subset: 1 | 2, codeIn: readonly (string | null)[]) =>
          candidates
            .filter((one, i) => one.subset === subset && codeIn.includes(codes[i] ?? null))
            .reduce((total, one) => total + (one.trainedTokens ?? 0), 0);
        const all = [sum(1, [null, "balance"]), sum(2, [null, "balance"])] as const;
        const target = Math.min(...all);
        for (const subset of [1, 2] as const) {
          const inside = sum(subset, [null]);
          const out = candidates.filter(
            (one, i) => one.subset === subset && codes[i] === "balance",
          );
          for (const one of out) {
            const moved = inside + (one.trainedTokens ?? 0);
            expect(Math.abs(moved - target)).toBeGreaterThanOrEqual(
              Math.abs(inside - target) - 1e-6,
            );
          }
        }
      }),
    );
  });
});

describe("seededRank", () => {
  it("is the same number everywhere", () => {
    expect([seededRank(42, "a"), seededRank(42, "b"), seededRank(43, "a")]).toEqual([
      1_411_305_451_872_529, 1_339_641_307_575_349, 7_517_732_004_815_778,
    ]);
  });

  it("halves a thousand keys about evenly, differently for every seed", () => {
    const keys = Array.from({ length: 1000 }, (_, i) => `problem ${i}`);
    const low = (seed: number) => keys.filter((key) => seededRank(seed, key) < 2 ** 52);
    expect(low(1).length).toBeGreaterThan(420);
    expect(low(1).length).toBeLessThan(580);
    expect(low(1)).not.toEqual(low(2));
  });
});
