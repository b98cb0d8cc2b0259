import { expect, it } from "vitest";
import type { ProblemListRow } from "#lib/problem/schema.ts";
import { appendPage, replacePage } from "./merge-rows.ts";

function row(ordinal: number, answer = "1"): ProblemListRow {
  return {
    id: ordinal,
    ordinal,
    excerpt: "",
    answer,
    source: "",
    topic: "",
    difficulty: null,
    favouredPosition: 1,
    heldOut: false,
    pairs: 0,
    isArchived: false,
  };
}
const ordinals = (loaded: { readonly rows: readonly ProblemListRow[] }) =>
  loaded.rows.map((one) => one.ordinal);

it("appends the page that follows, without what is there already", () => {
  const loaded = appendPage(
    { rows: [row(1), row(2)], next: 2 },
    { rows: [row(2), row(3)], next: 3 },
  );
  expect(ordinals(loaded)).toEqual([1, 2, 3]);
  expect(loaded.next).toBe(3);
});

it("replaces rows in the middle, drops the one that went, keeps the rest", () => {
  const loaded = { rows: [row(1), row(2), row(3), row(4), row(5)], next: 5 };
  const renewed = replacePage(loaded, { rows: [row(2, "new"), row(4)], next: 4 }, 1);
  expect(ordinals(renewed)).toEqual([1, 2, 4, 5]);
  expect(renewed.rows[1]?.answer).toBe("new");
  expect(renewed.next).toBe(5);
});

it("takes over the end when nothing follows the page read anew", () => {
  const renewed = replacePage(
    { rows: [row(1), row(2)], next: null },
    { rows: [row(2), row(3)], next: null },
    1,
  );
  expect(ordinals(renewed)).toEqual([1, 2, 3]);
  expect(renewed.next).toBeNull();
});
