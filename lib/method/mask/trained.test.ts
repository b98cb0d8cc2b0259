import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compose, replaceTransition } from "../splice/compose.ts";
import { renderEntry } from "../splice/render.ts";
import type { Case, Composition, EntrySegment, Placement } from "../splice/schema.ts";
import { parseTrajectory } from "../trajectory/parse.ts";
import type { RunStatus, Span } from "../trajectory/schema.ts";
import { isTrained, maskOf } from "./trained.ts";

/** One text and, under it, its mask: 1 trained, 0 not. Newlines are shown as ⏎. */
interface MaskRow {
  readonly name: string;
  readonly case: Exclude<Case, "0,0">;
  readonly first: string;
  readonly second?: string;
  readonly transition?: { readonly text: string; readonly placement: Placement };
  readonly lines: readonly (readonly [text: string, mask: string])[];
}

const toolFirst = "<think>t</think>⏎<code>c</code>⏎<executor>⏎7⏎</executor>⏎<answer>7</answer>";
const textFirst = "<think>⏎a⏎</think>⏎<answer>8</answer>";

const rows: readonly MaskRow[] = [
  {
    name: "(0,1), a tool's part first: nothing of it is trained",
    case: "0,1",
    first: toolFirst,
    second: textFirst,
    transition: { text: "Wait.", placement: "opens-think" },
    lines: [
      ["P: x⏎", "00000"],
      ["<think>t</think>⏎", "00000000000000000"],
      ["<code>c</code>", "00000000000000"],
      ["⏎<executor>⏎7⏎</executor>", "0000000000000000000000000"],
      ["⏎<think>⏎", "111111111"],
      ["Wait.⏎⏎", "1111111"],
      ["a⏎</think>⏎", "11111111111"],
      ["<answer>8</answer>", "111111111111111111"],
    ],
  },
  {
    name: "(0,1), a part in text first: nothing of it is trained",
    case: "0,1",
    first: textFirst,
    second: toolFirst,
    transition: { text: "Wait.", placement: "inside-think" },
    lines: [
      ["P: x⏎", "00000"],
      ["<think>⏎a⏎", "0000000000"],
      ["⏎Wait.⏎</think>⏎", "1111111111111111"],
      ["<think>t</think>⏎", "11111111111111111"],
      ["<code>c</code>", "11111111111111"],
      ["⏎<executor>⏎7⏎</executor>⏎", "00000000000000000000000000"],
      ["<answer>7</answer>", "111111111111111111"],
    ],
  },
  {
    name: "(1,1), a tool's part first: all but its output",
    case: "1,1",
    first: toolFirst,
    second: textFirst,
    transition: { text: "Check.", placement: "opens-think" },
    lines: [
      ["P: x⏎", "00000"],
      ["<think>t</think>⏎", "11111111111111111"],
      ["<code>c</code>", "11111111111111"],
      ["⏎<executor>⏎7⏎</executor>", "0000000000000000000000000"],
      ["⏎<think>⏎Check.⏎⏎", "11111111111111111"],
      ["a⏎</think>⏎<answer>8</answer>", "11111111111111111111111111111"],
    ],
  },
  {
    name: "(1,1), a part in text first",
    case: "1,1",
    first: textFirst,
    second: toolFirst,
    transition: { text: "Check.", placement: "inside-think" },
    lines: [
      ["P: x⏎", "00000"],
      ["<think>⏎a⏎⏎Check.⏎</think>⏎", "111111111111111111111111111"],
      ["<think>t</think>⏎<code>c</code>", "1111111111111111111111111111111"],
      ["⏎<executor>⏎7⏎</executor>⏎", "00000000000000000000000000"],
      ["<answer>7</answer>", "111111111111111111"],
    ],
  },
  {
    name: "(1,0): the first part alone",
    case: "1,0",
    first: toolFirst,
    lines: [
      ["P: x⏎", "00000"],
      ["<think>t</think>⏎<code>c</code>", "1111111111111111111111111111111"],
      ["⏎<executor>⏎7⏎</executor>⏎", "00000000000000000000000000"],
      ["<answer>7</answer>", "111111111111111111"],
    ],
  },
  {
    name: "(1,0) in text alone",
    case: "1,0",
    first: textFirst,
    lines: [
      ["P: x⏎", "00000"],
      ["<think>⏎a⏎</think>⏎<answer>8</answer>", "1111111111111111111111111111111111111"],
    ],
  },
  {
    name: "failed code between good code: its tags are out, too",
    case: "1,0",
    first:
      "<code>a</code>⏎<executor>⏎1⏎</executor>⏎<code>b</code>⏎<executor>⏎NameError: b⏎</executor>⏎hm<code>c</code>⏎<executor>⏎3⏎</executor>⏎<answer>3</answer>",
    lines: [
      ["P: x⏎", "00000"],
      ["<code>a</code>", "11111111111111"],
      ["⏎<executor>⏎1⏎</executor>⏎", "00000000000000000000000000"],
      ["<code>b</code>", "00000000000000"],
      ["⏎<executor>⏎NameError: b⏎</executor>⏎", "0000000000000000000000000000000000000"],
      ["hm", "11"],
      ["<code>c</code>", "11111111111111"],
      ["⏎<executor>⏎3⏎</executor>⏎", "00000000000000000000000000"],
      ["<answer>3</answer>", "111111111111111111"],
    ],
  },
  {
    name: "failed code in the second part",
    case: "0,1",
    first: "<think>a</think><answer>1</answer>",
    second: "<code>b</code>⏎<executor>⏎ValueError⏎</executor>⏎<answer>2</answer>",
    transition: { text: "T", placement: "inside-think" },
    lines: [
      ["P: x⏎", "00000"],
      ["<think>a", "00000000"],
      ["⏎T⏎</think>⏎", "111111111111"],
      [
        "<code>b</code>⏎<executor>⏎ValueError⏎</executor>⏎",
        "0000000000000000000000000000000000000000000000000",
      ],
      ["<answer>2</answer>", "111111111111111111"],
    ],
  },
  {
    name: "code that nothing ran has no result",
    case: "1,0",
    first: "<code>a</code><answer>1</answer>",
    lines: [
      ["P: x⏎", "00000"],
      ["<code>a</code>", "00000000000000"],
      ["<answer>1</answer>", "111111111111111111"],
    ],
  },
  {
    name: "a join that fell back: its block is the transition's",
    case: "0,1",
    first: "no thought<answer>1</answer>",
    second: "<answer>2</answer>",
    transition: { text: "T", placement: "inside-think" },
    lines: [
      ["P: x⏎", "00000"],
      ["no thought", "0000000000"],
      ["⏎<think>⏎T⏎</think>⏎", "11111111111111111111"],
      ["<answer>2</answer>", "111111111111111111"],
    ],
  },
];

const shown = (text: string) => text.replaceAll("⏎", "\n");

function part(text: string) {
  return { text: shown(text), spans: parseTrajectory(shown(text)).spans };
}

function zerosAndOnes(segments: readonly EntrySegment[]): string {
  const { ranges } = maskOf(segments);
  return ranges
    .map(({ start, end, trained }) => (trained ? "1" : "0").repeat(end - start))
    .join("");
}

function segmentsOf(row: MaskRow, made: Composition): EntrySegment[] {
  const texts = { first: part(row.first).text, second: row.second ? part(row.second).text : null };
  return renderEntry({ prompt: "P: x\n", pieces: made.pieces, case: row.case, texts });
}

function inputOf(row: MaskRow) {
  const second = row.second === undefined ? null : part(row.second);
  return { case: row.case, first: part(row.first), second, transition: row.transition ?? null };
}

describe("masks by hand", () => {
  it.each(rows)("$name", (row) => {
    const segments = segmentsOf(row, compose(inputOf(row)));
    expect(maskOf(segments).text).toBe(row.lines.map(([text]) => shown(text)).join(""));
    expect(zerosAndOnes(segments)).toBe(row.lines.map(([, mask]) => mask).join(""));
    expect(segments.at(-1)).toEqual({ kind: "end", role: "end", text: "", trained: true });
  });

  it("an edited transition, whatever its words, leaves the wrong part out", () => {
    const row = rows[0];
    if (row === undefined) throw new Error("no rows");
    const made = replaceTransition(inputOf(row), "Nobody knows this one", "opens-think");
    const segments = segmentsOf(row, made);
    expect(zerosAndOnes(segments)).toBe(
      "0".repeat(5 + 17 + 14 + 25) + "1".repeat(9 + 21 + 2 + 11 + 18),
    );
  });
});

describe("every mask", () => {
  const kind = fc.constantFrom("think", "code", "executor", "answer", "text") as fc.Arbitrary<
    "think" | "code" | "executor" | "answer" | "text"
  >;
  const run = fc.constantFrom<RunStatus[]>("ok", "error", "timeout", "killed", "not-run");
  const block = fc.tuple(kind, fc.string({ minLength: 1, maxLength: 5 }), run);
  const entryPart = fc.array(block, { maxLength: 8 }).map((blocks) => {
    const spans: Span[] = [];
    let text = "";
    for (const [each, body, status] of blocks) {
      const start = text.length;
      text += each === "text" ? body : `<${each}>${body}</${each}>`;
      const span = { kind: each, start, end: text.length };
      spans.push(each === "code" ? { ...span, run: status } : span);
    }
    return { text, spans };
  });

  it("tiles its text and never covers an executor block, failed code or a wrong first part", () => {
    const cases = fc.constantFrom<Exclude<Case, "0,0">[]>("0,1", "1,1", "1,0");
    const places = fc.constantFrom<Placement[]>("opens-think", "inside-think", "own-think");
    const property = fc.property(
      entryPart,
      entryPart,
      cases,
      places,
      (first, second, of, placement) => {
        const made = compose({ case: of, first, second, transition: { text: "T", placement } });
        const texts = { first: first.text, second: second.text };
        const segments = renderEntry({ prompt: "P", pieces: made.pieces, case: of, texts });
        const { text, ranges } = maskOf(segments);
        expect(ranges.reduce((sum, range) => sum + range.end - range.start, 0)).toBe(text.length);
        expect(zerosAndOnes(segments)).toBe(segments.map((each) => expectedOf(each, of)).join(""));
      },
    );
    fc.assert(property, { numRuns: 600 });
  });
});

function expectedOf(segment: EntrySegment, of: Case): string {
  const isOut =
    segment.kind === "executor" ||
    segment.role === "prompt" ||
    (segment.kind === "code" && segment.run !== "ok") ||
    (of === "0,1" && segment.role === "first");
  return (isOut ? "0" : "1").repeat(segment.text.length);
}

describe("isTrained", () => {
  it("trains the end of sequence, and nothing of the prompt", () => {
    expect(isTrained({ kind: "end", role: "end", case: "0,1" })).toBe(true);
    expect(isTrained({ kind: "prompt", role: "prompt", case: "1,1" })).toBe(false);
  });
});
