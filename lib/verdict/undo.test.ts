import { expect, test } from "vitest";
import { nextUndo, type VerdictRow } from "./undo.ts";

const decided = (id: number, value: VerdictRow["value"]): VerdictRow => ({
  id,
  value,
  undoesId: null,
});
const undone = (id: number, undoesId: number, value: VerdictRow["value"]): VerdictRow => ({
  id,
  value,
  undoesId,
});

test.each([
  ["nothing decided", [], null],
  ["one decision", [decided(1, "accepted")], { undoesId: 1, value: "pending" }],
  [
    "two decisions",
    [decided(1, "accepted"), decided(2, "rejected")],
    { undoesId: 2, value: "accepted" },
  ],
  ["undone already", [decided(1, "accepted"), undone(2, 1, "pending")], null],
  [
    "undo, decide, undo twice",
    [
      decided(1, "accepted"),
      decided(2, "rejected"),
      undone(3, 2, "accepted"),
      decided(4, "needs-edit"),
      undone(5, 4, "accepted"),
    ],
    { undoesId: 1, value: "pending" },
  ],
] as const)("%s", (_, rows, expected) => {
  expect(nextUndo(rows)).toEqual(expected);
});
