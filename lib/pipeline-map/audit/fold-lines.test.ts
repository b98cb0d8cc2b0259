import { expect, it } from "vitest";
import { foldAuditLines } from "./fold-lines.ts";

const at = new Date(0);
const row = (id: number, action: string, details = {}) => ({
  id,
  at,
  actor: "local",
  action,
  subject: `entry:${id}`,
  details,
});

it("writes the same action in a row once, with its number", () => {
  const rows = [
    row(5, "entry.record-verdict", { verdict: "accepted" }),
    row(4, "entry.record-verdict", { verdict: "accepted" }),
    row(3, "entry.record-verdict", { verdict: "rejected" }),
    row(2, "run.start"),
    row(1, "run.start"),
  ];
  expect(foldAuditLines(rows, 10).map((line) => [line.id, line.times])).toEqual([
    [5, 2],
    [3, 1],
    [2, 2],
  ]);
});

it("keeps the newest lines", () => {
  expect(foldAuditLines([row(3, "a"), row(2, "b"), row(1, "c")], 2).map((line) => line.id)).toEqual(
    [3, 2],
  );
});
