import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRefresher } from "./refresher.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("makes one request for a burst", () => {
  const refresh = vi.fn();
  const refresher = createRefresher(refresh);
  refresher.ask();
  refresher.ask();
  refresher.ask();
  vi.advanceTimersByTime(0);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it("waits for the one under way, then makes one more", () => {
  const refresh = vi.fn();
  const refresher = createRefresher(refresh);
  refresher.ask();
  vi.advanceTimersByTime(0);
  refresher.ask();
  refresher.ask();
  vi.advanceTimersByTime(10_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  refresher.settle();
  vi.advanceTimersByTime(0);
  expect(refresh).toHaveBeenCalledTimes(2);
  refresher.settle();
  vi.advanceTimersByTime(10_000);
  expect(refresh).toHaveBeenCalledTimes(2);
});

it("leaves a gap between two requests", () => {
  const refresh = vi.fn();
  const refresher = createRefresher(refresh);
  refresher.ask();
  vi.advanceTimersByTime(0);
  refresher.settle();
  refresher.ask();
  vi.advanceTimersByTime(799);
  expect(refresh).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(refresh).toHaveBeenCalledTimes(2);
});
