import { expect, test } from "vitest";
import { noFilters, type PairFilters } from "./schema.ts";
import { pairQuery, queryOf, readPairQuery } from "./url.ts";

const full: PairFilters = {
  case: ["0,1", "none"],
  direction: ["1-2"],
  subset: ["2", "none"],
  verdict: ["needs-edit"],
  outcome: ["undecided"],
  policy: [3, 7],
  finding: ["code-failed"],
  minTokens: 0,
  maxTokens: 4096,
  run: 5,
  problem: 9,
  all: true,
  q: "a & b, 50% = c",
};

test("an address and its list are the same thing", () => {
  const text = pairQuery(full, "longest");
  expect(text).toContain("case=0,1&case=none");
  expect(readPairQuery(queryOf(new URLSearchParams(text)))).toEqual({
    filters: full,
    sort: "longest",
  });
});

test("defaults have no address", () => {
  expect(pairQuery(noFilters)).toBe("");
  expect(readPairQuery({})).toEqual({ filters: noFilters, sort: "newest" });
});

test("what does not exist is left out", () => {
  expect(
    readPairQuery({
      case: ["0,1", "2,2"],
      policy: "x",
      run: "-1",
      minTokens: "",
      sort: "risk",
      verdict: "maybe",
    }),
  ).toEqual({ filters: { ...noFilters, case: ["0,1"] }, sort: "newest" });
});
