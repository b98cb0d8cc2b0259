import { describe, expect, test } from "vitest";
import { backOff, maxAttempts, nextStatus, type UnitEvent, type UnitState } from "./state.ts";

const rows: [UnitState, UnitEvent, UnitState | null][] = [
  ["waiting", { type: "lease" }, "leased"],
  ["leased", { type: "lease" }, "leased"],
  ["done", { type: "lease" }, null],
  ["leased", { type: "finish" }, "done"],
  ["waiting", { type: "finish" }, null],
  ["leased", { type: "give-back" }, "waiting"],
  ["leased", { type: "fail", attempts: 1, isRetryable: true }, "waiting"],
  ["leased", { type: "fail", attempts: maxAttempts, isRetryable: true }, "needsAttention"],
  ["leased", { type: "fail", attempts: 1, isRetryable: false }, "needsAttention"],
  ["cancelled", { type: "fail", attempts: 1, isRetryable: true }, null],
  ["needsAttention", { type: "retry" }, "waiting"],
  ["done", { type: "retry" }, null],
  ["waiting", { type: "cancel" }, "cancelled"],
];

describe("unit state", () => {
  test.each(rows)("%s + %j → %s", (state, event, expected) => {
    expect(nextStatus(state, event)).toBe(expected);
  });

  test("back-off grows, and a longer Retry-After wins up to ten minutes", () => {
    expect([1, 2, 3, 4, 9].map((n) => backOff(n))).toEqual([1_000, 4_000, 15_000, 45_000, 45_000]);
    expect(backOff(1, 30_000)).toBe(30_000);
    expect(backOff(1, 10 ** 9)).toBe(600_000);
  });
});
