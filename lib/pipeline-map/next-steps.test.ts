import { expect, it } from "vitest";
import { nextSteps, targetPercent, tokenShares } from "./next-steps.ts";
import type { MapFigures } from "./schema.ts";

const none = { pending: 0, accepted: 0, rejected: 0, "needs-edit": 0 };
const attempt = { made: 0, wanted: 0, failed: 0, inFlight: 0 };
const empty: MapFigures = {
  problems: { total: 0, heldOut: 0, untaught: 0, bySubset: [0, 0], withoutSubset: 0 },
  pairs: 0,
  first: [
    { strategy: 1, ...attempt },
    { strategy: 2, ...attempt },
  ],
  second: [
    { strategy: 2, ...attempt },
    { strategy: 1, ...attempt },
  ],
  grades: {
    first: { correct: 0, graded: 0 },
    second: { correct: 0, graded: 0 },
    undecided: 0,
    inFlight: 0,
  },
  cells: [],
  subsets: [1, 2],
  graded: 0,
  entries: { total: 0, verdicts: none },
  failed: [],
  balance: {
    isStored: false,
    isLive: true,
    seed: 42,
    by: "entries",
    ratio: [1, 1],
    eligible: 0,
    chosen: 0,
    subsets: [
      { entries: 0, trainedTokens: 0 },
      { entries: 0, trainedTokens: 0 },
    ],
  },
  dataset: null,
  datasets: 0,
};
const around = {
  isTeaching: false,
  hasTeachers: true,
  isSandboxMissing: false,
  isModelMissing: false,
};
const names = (map: MapFigures, surroundings = around) =>
  nextSteps(map, surroundings).map((step) => step.what);

it("sends an empty project to its problems first", () => {
  expect(names(empty)).toEqual(["add-problems"]);
  expect(names(empty, { ...around, hasTeachers: false })).toEqual([
    "add-problems",
    "assign-teachers",
  ]);
});

it("offers stage 1 while problems wait and nothing runs", () => {
  const map = { ...empty, problems: { ...empty.problems, total: 80, untaught: 80 } };
  expect(nextSteps(map, around)).toEqual([{ what: "run-stage-1", n: 80 }]);
  expect(names(map, { ...around, isTeaching: true })).toEqual([]);
  expect(names(map, { ...around, isSandboxMissing: true })).toEqual(["fix-sandbox", "run-stage-1"]);
});

it("puts failures before reviewing, and reviewing before balancing", () => {
  const map: MapFigures = {
    ...empty,
    problems: { ...empty.problems, total: 80 },
    grades: { ...empty.grades, undecided: 2 },
    entries: { total: 30, verdicts: { ...none, pending: 20 } },
    failed: [
      { runId: 3, what: "first", strategy: 1, units: 2 },
      { runId: 3, what: "second", strategy: 2, units: 1 },
    ],
    balance: { ...empty.balance, eligible: 10, chosen: 10 },
  };
  expect(nextSteps(map, around)).toEqual([
    { what: "retry-failed", n: 3, runIds: [3] },
    { what: "decide", n: 2 },
    { what: "review", n: 20 },
    { what: "balance" },
  ]);
});

it("speaks of trained tokens only when they are off the target of a saved rule", () => {
  const balance = {
    ...empty.balance,
    isStored: true,
    chosen: 100,
    eligible: 100,
    subsets: [
      { entries: 50, trainedTokens: 360 },
      { entries: 50, trainedTokens: 640 },
    ],
  } as const;
  const map = { ...empty, problems: { ...empty.problems, total: 1 }, balance };
  expect(tokenShares(map)).toEqual([36, 64]);
  expect(names(map)).toEqual(["even-tokens", "freeze"]);
  expect(names({ ...map, balance: { ...balance, ratio: [36, 64] } })).toEqual(["freeze"]);
});

it("reads the target from the ratio", () => {
  expect(targetPercent([1, 1])).toBe(50);
  expect(targetPercent([3, 1])).toBe(75);
  expect(targetPercent(null)).toBe(50);
});
