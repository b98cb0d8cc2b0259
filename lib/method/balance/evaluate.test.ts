import { describe, expect, it } from "vitest";
import { evaluateRule } from "./evaluate.ts";
import { balanceRuleSchema, type DropCode, type PairFacts } from "./schema.ts";

const good: PairFacts = {
  key: "good",
  isLatest: true,
  isArchived: false,
  isGraded: true,
  case: "0,1",
  verdict: "accepted",
  subset: 1,
  blocking: [],
  tokens: 400,
  trainedTokens: 300,
};

const rule = balanceRuleSchema.parse({ ratio: null });

describe("one pair", () => {
  it.each<[DropCode | null, Partial<PairFacts>]>([
    [null, {}],
    [null, { tokens: 16_384 }],
    ["superseded", { isLatest: false, case: "0,0" }],
    ["archived", { isArchived: true }],
    ["unfinished", { isGraded: false, case: null, verdict: null }],
    ["undecided", { case: null, verdict: null }],
    ["case-0-0", { case: "0,0", verdict: null }],
    ["withheld", { verdict: null }],
    ["rejected", { verdict: "rejected", tokens: 99_999 }],
    ["needs-edit", { verdict: "needs-edit" }],
    ["pending", { verdict: "pending" }],
    ["two-answers", { blocking: ["special-token", "two-answers"] }],
    ["stale-output", { blocking: ["stale-output"] }],
    ["special-token", { blocking: ["special-token"] }],
    ["no-token-count", { tokens: null }],
    ["too-long", { tokens: 16_385 }],
  ])("%s", (code, facts) => {
    expect(evaluateRule([{ ...good, ...facts }], rule)).toEqual([code]);
  });

  it("may be pending, of any length and without a count where the rule says so", () => {
    const open = balanceRuleSchema.parse({ ratio: null, includePending: true, maxTokens: null });
    expect(evaluateRule([{ ...good, verdict: "pending", tokens: null }], open)).toEqual([null]);
    expect(evaluateRule([{ ...good, verdict: "rejected" }], open)).toEqual(["rejected"]);
  });
});

describe("a buffer", () => {
  it("holds the ratio among what can be exported", () => {
    const facts: PairFacts[] = [
      { ...good, key: "a" },
      { ...good, key: "b" },
      { ...good, key: "c", subset: 2 },
      { ...good, key: "d", subset: 2, tokens: 20_000 },
    ];
    const codes = evaluateRule(facts, balanceRuleSchema.parse({}));
    expect(codes.slice(2)).toEqual([null, "too-long"]);
    expect(codes.slice(0, 2).toSorted()).toEqual(["balance", null]);
  });
});
