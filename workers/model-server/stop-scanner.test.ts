import fc from "fast-check";
import { expect, test } from "vitest";
import { createStopScanner } from "./stop-scanner.ts";

function scan(
  pieces: readonly string[],
  stops: readonly string[],
  keep = false,
): { text: string; hit: string | null } {
  const scanner = createStopScanner(stops, keep);
  let text = "";
  for (const piece of pieces) {
    const { emit, hit } = scanner.push(piece);
    text += emit;
    if (hit !== null) return { text, hit };
  }
  return { text: text + scanner.flush(), hit: null };
}

test.each([
  [["a</co", "de>b"], false, { text: "a", hit: "</code>" }],
  [["a</co", "de>b"], true, { text: "a</code>", hit: "</code>" }],
  [["a</co", "re>"], false, { text: "a</core>", hit: null }],
  [["x</answer></code>"], true, { text: "x</answer>", hit: "</answer>" }],
  [["a <"], false, { text: "a <", hit: null }],
])("%j keep=%s", (pieces, keep, expected) => {
  expect(scan(pieces, ["</code>", "</answer>"], keep)).toEqual(expected);
});

test("however a text is cut into pieces, the result is the same", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "<"), maxLength: 30 });
  fc.assert(
    fc.property(letters, fc.array(fc.nat(30)), fc.boolean(), (text, cuts, keep) => {
      const stops = ["ab<", "bb"];
      const places = [...new Set(cuts.filter((cut) => cut < text.length))].sort((a, b) => a - b);
      const pieces = [0, ...places].map((at, i) => text.slice(at, places[i] ?? text.length));
      expect(scan(pieces, stops, keep)).toEqual(scan([text], stops, keep));
    }),
  );
});
