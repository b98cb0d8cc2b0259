import { describe, expect, it } from "vitest";
import { changesSince, summarise } from "./preview.ts";
import { type BufferPair, totalsOf } from "./schema.ts";

let next = 0;
function pair(facts: Partial<BufferPair> = {}): BufferPair {
  next += 1;
  return {
    pairId: next,
    revisionId: next,
    key: `key ${next}`,
    isLatest: true,
    isArchived: false,
    isGraded: true,
    case: "0,1",
    verdict: "accepted",
    subset: 1,
    first: 1,
    blocking: [],
    tokens: 150,
    trainedTokens: 100,
    ...facts,
  };
}

describe("summarise", () => {
  const pairs = [
    pair(),
    pair({ trainedTokens: 50 }),
    pair({ subset: 2, first: 2 }),
    pair({ case: "0,0", verdict: null, trainedTokens: null }),
  ];

  it("counts what is eligible and what is in, and every pair once", () => {
    const preview = summarise(pairs, [null, "balance", null, "case-0-0"]);
    expect(preview.pairs).toBe(4);
    expect(preview.cells).toEqual([
      { case: "0,1", first: 1, subset: 1, eligible: 2, eligibleTokens: 150, in: 1, inTokens: 100 },
      { case: "0,1", first: 2, subset: 2, eligible: 1, eligibleTokens: 100, in: 1, inTokens: 100 },
    ]);
    expect(preview.out).toEqual([
      { code: "case-0-0", pairs: 1, trainedTokens: 0 },
      { code: "balance", pairs: 1, trainedTokens: 50 },
    ]);
    expect(totalsOf(preview)).toMatchObject({
      eligible: { entries: 3, trainedTokens: 250 },
      in: { entries: 2, trainedTokens: 200 },
      bySubset: { "1": { entries: 1 }, "2": { entries: 1 }, none: { entries: 0 } },
    });
  });

  it("has a digest of what is in, whatever the order", () => {
    const there = summarise(pairs.toReversed(), ["case-0-0", null, "balance", null]);
    expect(there).toEqual(summarise(pairs, [null, "balance", null, "case-0-0"]));
  });
});

describe("changesSince", () => {
  const pairs = [pair(), pair(), pair({ first: 2 })];

  it("is empty when nothing changed", () => {
    const preview = summarise(pairs, [null, "cap", null]);
    expect(changesSince(preview, summarise(pairs, [null, "cap", null]))).toEqual([]);
  });

  it("names every cell and reason whose number moved", () => {
    const changes = changesSince(
      summarise(pairs, [null, null, null]),
      summarise(pairs, [null, "rejected", null]),
    );
    expect(changes).toEqual([
      { what: "cell", case: "0,1", first: 1, subset: 1, before: 2, after: 1 },
      { what: "out", code: "rejected", before: 0, after: 1 },
    ]);
  });

  it("says when other entries are in although the numbers agree", () => {
    expect(
      changesSince(summarise(pairs, [null, "cap", null]), summarise(pairs, ["cap", null, null])),
    ).toEqual([{ what: "choice" }]);
  });
});
