import { expect, it } from "vitest";
import { powersOf } from "./powers.ts";

const powers = (run: Parameters<typeof powersOf>[0]) =>
  Object.entries(powersOf(run)).flatMap(([name, can]) => (can ? [name] : []));

it.each([
  [{ kind: "teach", status: "running", failed: 0 }, ["canPause", "canCancel"]],
  [{ kind: "teach", status: "running", failed: 3 }, ["canPause", "canCancel", "canRetry"]],
  [{ kind: "teach", status: "paused", failed: 0 }, ["canResume", "canCancel"]],
  [{ kind: "teach", status: "done", failed: 2 }, ["canRetry"]],
  [{ kind: "teach", status: "cancelled", failed: 2 }, []],
  [{ kind: "import", status: "running", failed: 0 }, ["canCancel"]],
  [{ kind: "import", status: "failed", failed: 9 }, []],
  [{ kind: "export", status: "running", failed: 0 }, ["canPause", "canCancel"]],
] as const)("offers for %o %o", (run, expected) => {
  expect(powers(run)).toEqual(expected);
});
