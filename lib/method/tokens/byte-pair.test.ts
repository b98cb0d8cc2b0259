import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMergeWord } from "./byte-pair.ts";

type Merges = readonly (readonly [string, string])[];

/** The definition, step by step: join the leftmost of the pairs that come first in the list, until none is in it. */
function byDefinition(merges: Merges, word: string): string[] {
  const rankOf = new Map(merges.map(([left, right], rank) => [`${left} ${right}`, rank]));
  const parts = Array.from(word);
  for (;;) {
    let best = { rank: Number.POSITIVE_INFINITY, at: -1 };
    for (const [at, part] of parts.entries()) {
      const rank = rankOf.get(`${part} ${parts[at + 1]}`);
      if (rank !== undefined && rank < best.rank) best = { rank, at };
    }
    if (best.at < 0) return parts;
    parts.splice(best.at, 2, `${parts[best.at]}${parts[best.at + 1]}`);
  }
}

describe("createMergeWord", () => {
  const merges: Merges = [
    ["a", "a"],
    ["b", "c"],
    ["aa", "b"],
    ["aa", "aa"],
  ];

  it.each([
    ["", []],
    ["x", ["x"]],
    ["aaa", ["aa", "a"]],
    ["aaaaa", ["aaaa", "a"]],
    ["aabc", ["aa", "bc"]],
    ["aab", ["aab"]],
    ["é😀aa", ["é", "😀", "aa"]],
  ])("by hand: %j", (word, tokens) => {
    expect(createMergeWord(merges)(word)).toEqual(tokens);
  });

  it("goes back to a pair that comes earlier in the list than the one that made it", () => {
    const odd: Merges = [
      ["ab", "c"],
      ["a", "b"],
    ];
    expect(createMergeWord(odd)("abcabcab")).toEqual(["abc", "abc", "ab"]);
  });

  it("does what the definition says, for any list of merges and any word", () => {
    const part = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 });
    const list = fc.array(fc.tuple(part, part), { maxLength: 20 });
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 60 });
    const property = fc.property(list, word, (known, text) => {
      expect(createMergeWord(known)(text)).toEqual(byDefinition(known, text));
    });
    fc.assert(property, { numRuns: 3000 });
  });
});
