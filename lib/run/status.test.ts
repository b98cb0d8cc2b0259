import { describe, expect, test } from "vitest";
import { Conflict } from "../errors.ts";
import { nextStatus, type RunEvent, type RunStatus, requireNextStatus } from "./status.ts";

const rows: [RunStatus, RunEvent, RunStatus | null][] = [
  ["queued", "start", "running"],
  ["running", "pause", "paused"],
  ["paused", "resume", "running"],
  ["running", "finish", "done"],
  ["paused", "finish", null],
  ["running", "cancel", "cancelled"],
  ["cancelled", "resume", null],
  ["cancelled", "retry", null],
  ["done", "retry", "running"],
  ["done", "pause", null],
  ["failed", "retry", "running"],
];

describe("run status", () => {
  test.each(rows)("%s + %s → %s", (status, event, expected) => {
    expect(nextStatus(status, event)).toBe(expected);
  });

  test("a refused event names the status and what is allowed", () => {
    expect(() => requireNextStatus("cancelled", "resume")).toThrow(Conflict);
    expect(() => requireNextStatus("paused", "start")).toThrow(
      "This run is paused: it cannot start. Allowed now: resume, cancel, retry, fail.",
    );
  });
});
