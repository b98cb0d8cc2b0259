import { expect, it } from "vitest";
import {
  countAttempts,
  countGrades,
  countVerdicts,
  foldMatrix,
  subsetColumns,
} from "./fold-pairs.ts";
import type { PairGroup } from "./schema.ts";

const settled = {
  hasFirst: true,
  hasSecond: true,
  firstOutcome: "incorrect",
  secondOutcome: "correct",
  trainedTokens: 0,
} as const;

const groups: readonly PairGroup[] = [
  { ...settled, caseOf: "0,1", first: 1, subset: 1, verdict: "accepted", pairs: 3 },
  { ...settled, caseOf: "0,1", first: 1, subset: 1, verdict: "pending", pairs: 2 },
  { ...settled, caseOf: "0,1", first: 2, subset: 1, verdict: "pending", pairs: 5 },
  {
    ...settled,
    caseOf: "0,0",
    first: 2,
    subset: 2,
    verdict: null,
    secondOutcome: "incorrect",
    pairs: 7,
  },
  {
    ...settled,
    caseOf: null,
    first: 1,
    subset: 2,
    verdict: null,
    hasSecond: false,
    secondOutcome: null,
    pairs: 4,
  },
  {
    ...settled,
    caseOf: null,
    first: 1,
    subset: 2,
    verdict: null,
    hasFirst: false,
    hasSecond: false,
    firstOutcome: null,
    secondOutcome: null,
    pairs: 1,
  },
];

it("puts every case, direction and subset in a cell, empty ones with zero", () => {
  const cells = foldMatrix(groups);
  expect(cells).toHaveLength(16);
  expect(
    cells.find((cell) => cell.caseOf === "0,1" && cell.first === 1 && cell.subset === 1),
  ).toEqual({
    caseOf: "0,1",
    first: 1,
    subset: 1,
    pairs: 5,
    verdicts: { pending: 2, accepted: 3, rejected: 0, "needs-edit": 0 },
  });
  expect(cells.reduce((sum, cell) => sum + cell.pairs, 0)).toBe(17);
});

it("gives problems without a subset a column of their own, only when there are any", () => {
  expect(subsetColumns(groups)).toEqual([1, 2]);
  expect(
    subsetColumns([
      { ...settled, caseOf: "1,1", first: 1, subset: null, verdict: "pending", pairs: 1 },
    ]),
  ).toEqual([1, 2, null]);
});

it("counts attempts by the strategy that writes them", () => {
  expect(countAttempts(groups, "first", 1)).toEqual({ made: 9, wanted: 10 });
  expect(countAttempts(groups, "first", 2)).toEqual({ made: 12, wanted: 12 });
  // The second attempt belongs to the other strategy, and is wanted once the first is there.
  expect(countAttempts(groups, "second", 2)).toEqual({ made: 5, wanted: 9 });
  expect(countAttempts(groups, "second", 1)).toEqual({ made: 12, wanted: 12 });
});

it("counts grades and verdicts", () => {
  expect(countGrades(groups, "firstOutcome")).toEqual({ graded: 21, correct: 0 });
  expect(countGrades(groups, "secondOutcome")).toEqual({ graded: 17, correct: 10 });
  expect(countVerdicts(groups)).toEqual({ pending: 7, accepted: 3, rejected: 0, "needs-edit": 0 });
});
