import { expect, it } from "vitest";
import { activeMs } from "./active-time.ts";

const at = (seconds: number) => new Date(seconds * 1000);

it("counts all of a run that was never paused", () => {
  expect(activeMs(at(0), at(60), [])).toBe(60_000);
});

it("leaves out a pause", () => {
  const marks = [
    { at: at(10), isGoing: false },
    { at: at(40), isGoing: true },
  ];
  expect(activeMs(at(0), at(60), marks)).toBe(30_000);
});

it("stops counting while the run is paused", () => {
  expect(activeMs(at(0), at(60), [{ at: at(10), isGoing: false }])).toBe(10_000);
});

it("takes two stops in a row for one", () => {
  const marks = [
    { at: at(10), isGoing: false },
    { at: at(20), isGoing: false },
    { at: at(30), isGoing: true },
  ];
  expect(activeMs(at(0), at(60), marks)).toBe(40_000);
});

it("ignores marks before the start", () => {
  expect(activeMs(at(50), at(60), [{ at: at(10), isGoing: false }])).toBe(10_000);
});
