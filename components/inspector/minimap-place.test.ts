import { expect, test } from "vitest";
import { barTops, frameOf, type PlacedBlock } from "./minimap-place.ts";

const tops = barTops([10, 20, 5, 5, 100]);
const blocks: readonly PlacedBlock[] = [
  { from: 1, to: 1, top: -100, bottom: 100 },
  { from: 2, to: 3, top: 120, bottom: 160 },
  { from: 4, to: 4, top: 200, bottom: 600 },
];

test("bars stand on each other", () => {
  expect(tops).toEqual([0, 10, 30, 35, 40, 140]);
});

test("the frame follows what is seen, half a block counting half", () => {
  expect(frameOf(blocks, 400, tops)).toEqual({ top: 20, bottom: 90 });
});

test("a window in a gap shows nothing of the next block", () => {
  expect(frameOf(blocks, 180, tops)).toEqual({ top: 20, bottom: 40 });
});

test("no blocks, no frame", () => {
  expect(frameOf([], 400, tops)).toBeNull();
});
