import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTrajectory } from "../trajectory/parse.ts";
import {
  compose,
  composeCase,
  type PartText,
  replaceTransition,
  transitionKindOf,
} from "./compose.ts";
import { renderPieces } from "./render.ts";
import type { Case, Composition, Placement, SourceRange } from "./schema.ts";

function part(text: string): PartText {
  return { text, spans: parseTrajectory(text).spans };
}

function textOf(composition: Composition, first: PartText, second: PartText | null): string {
  return renderPieces(composition.pieces, { first: first.text, second: second?.text ?? null });
}

function leftOutOf(composition: Composition, first: PartText, second: PartText): string[] {
  const texts = { first: first.text, second: second.text };
  return composition.leftOut.map(({ from, why }) => {
    return `${from.part} ${why} ${JSON.stringify(texts[from.part].slice(from.start, from.end))}`;
  });
}

const agentic = part(
  "<think>t</think>\n<code>c</code>\n<executor>\n1\n</executor>\n<answer>\\boxed{1}</answer>",
);
const reasoning = part("<think>\nso 2\n</think>\n<answer>\\boxed{2}</answer>");

describe("compose, by the table", () => {
  it("opens a thought: agentic → reasoning", () => {
    const transition = { text: "Wait, T.", placement: "opens-think" } as const;
    const made = compose({ case: "0,1", first: agentic, second: reasoning, transition });
    expect(textOf(made, agentic, reasoning)).toBe(
      "<think>t</think>\n<code>c</code>\n<executor>\n1\n</executor>\n<think>\nWait, T.\n\nso 2\n</think>\n<answer>\\boxed{2}</answer>",
    );
    expect(leftOutOf(made, agentic, reasoning)).toEqual([
      'first trailing-space "\\n"',
      'first first-answer "<answer>\\\\boxed{1}</answer>"',
      'second think-open "<think>\\n"',
    ]);
    expect(made).toMatchObject({ placement: "opens-think", fellBack: false });
  });

  it("stays inside a thought: reasoning → agentic", () => {
    const transition = { text: "Wait, T.", placement: "inside-think" } as const;
    const made = compose({ case: "0,1", first: reasoning, second: agentic, transition });
    expect(textOf(made, reasoning, agentic)).toBe(
      "<think>\nso 2\n\nWait, T.\n</think>\n<think>t</think>\n<code>c</code>\n<executor>\n1\n</executor>\n<answer>\\boxed{1}</answer>",
    );
    expect(leftOutOf(made, reasoning, agentic)).toEqual([
      'first think-close "</think>"',
      'first trailing-space "\\n"',
      'first first-answer "<answer>\\\\boxed{2}</answer>"',
    ]);
  });

  it.each(["opens-think", "inside-think"] as const)("(1,1) is joined as (0,1): %s", (placement) => {
    const transition = { text: "T", placement };
    const wrong = compose({ case: "0,1", first: agentic, second: reasoning, transition });
    const right = compose({ case: "1,1", first: agentic, second: reasoning, transition });
    expect(right).toEqual({ ...wrong, case: "1,1" });
  });

  it("(1,0) is the first part, whole", () => {
    const made = compose({ case: "1,0", first: agentic, second: reasoning, transition: null });
    expect(textOf(made, agentic, null)).toBe(agentic.text);
    expect(made).toMatchObject({ leftOut: [], placement: null, fellBack: false });
    expect(made.pieces.every(({ role }) => role === "first")).toBe(true);
  });

  it("refuses what has no entry or is not complete", () => {
    const input = { first: agentic, second: reasoning, transition: null };
    expect(() => compose({ ...input, case: "0,0" })).toThrow("(0,0)");
    expect(() => compose({ ...input, case: "0,1" })).toThrow("transition");
    const transition = { text: "T", placement: "own-think" } as const;
    expect(() => compose({ case: "1,1", first: agentic, second: null, transition })).toThrow(
      "second part",
    );
  });
});

interface JoinRow {
  readonly name: string;
  readonly first: string;
  readonly second: string;
  readonly placement: Placement;
  readonly text: string;
  readonly fellBack: boolean;
}

const joinRows: readonly JoinRow[] = [
  {
    name: "a second part whose <think> has no newline",
    first: "<answer>1</answer>",
    second: "<think>b</think><answer>2</answer>",
    placement: "opens-think",
    text: "\n<think>\nT\n\nb</think><answer>2</answer>",
    fellBack: false,
  },
  {
    name: "only one newline belongs to the opening",
    first: "a<answer>1</answer>",
    second: "<think>\n\nb</think><answer>2</answer>",
    placement: "opens-think",
    text: "a\n<think>\nT\n\n\nb</think><answer>2</answer>",
    fellBack: false,
  },
  {
    name: "a second part that does not start with <think>",
    first: "a<answer>1</answer>",
    second: "\n<think>b</think><answer>2</answer>",
    placement: "opens-think",
    text: "a\n<think>\nT\n</think>\n\n<think>b</think><answer>2</answer>",
    fellBack: true,
  },
  {
    name: "a first part whose thought is not closed",
    first: "<think>a",
    second: "<code>b</code><answer>2</answer>",
    placement: "inside-think",
    text: "<think>a\n<think>\nT\n</think>\n<code>b</code><answer>2</answer>",
    fellBack: true,
  },
  {
    name: "a first part with words between thought and answer",
    first: "<think>a</think> so <answer>1</answer>",
    second: "<answer>2</answer>",
    placement: "inside-think",
    text: "<think>a</think> so\n<think>\nT\n</think>\n<answer>2</answer>",
    fellBack: true,
  },
  {
    name: "a first part with words behind its answer",
    first: "<think>a</think><answer>1</answer> done",
    second: "<answer>2</answer>",
    placement: "inside-think",
    text: "<think>a</think> done\n<think>\nT\n</think>\n<answer>2</answer>",
    fellBack: true,
  },
  {
    name: "a first part that committed nothing",
    first: "<think>a</think>\n\n",
    second: "<answer>2</answer>",
    placement: "inside-think",
    text: "<think>a\nT\n</think>\n<answer>2</answer>",
    fellBack: false,
  },
  {
    name: "the last of several thoughts is the one that goes on",
    first: "<think>a</think><think>b</think><answer>1</answer>",
    second: "<answer>2</answer>",
    placement: "inside-think",
    text: "<think>a</think><think>b\nT\n</think>\n<answer>2</answer>",
    fellBack: false,
  },
  {
    name: "every answer of the first part goes",
    first: "<think>a</think><answer>1</answer>\n<answer>3</answer>\n",
    second: "<answer>2</answer>",
    placement: "inside-think",
    text: "<think>a\nT\n</think>\n<answer>2</answer>",
    fellBack: false,
  },
  {
    name: "an answer that was cut off goes, too",
    first: "<think>a</think><answer>\\boxed{",
    second: "<answer>2</answer>",
    placement: "inside-think",
    text: "<think>a\nT\n</think>\n<answer>2</answer>",
    fellBack: false,
  },
  {
    name: "a thought of its own, when asked for",
    first: "a<answer>1</answer>",
    second: "<think>b</think>",
    placement: "own-think",
    text: "a\n<think>\nT\n</think>\n<think>b</think>",
    fellBack: false,
  },
];

describe("joins", () => {
  it.each(joinRows)("$name", ({ first, second, placement, text, fellBack }) => {
    const parts = { first: part(first), second: part(second) };
    const transition = { text: "T", placement };
    const made = compose({ case: "0,1", ...parts, transition });
    expect(textOf(made, parts.first, parts.second)).toBe(text);
    expect(made.fellBack).toBe(fellBack);
    expect(made.placement).toBe(fellBack ? "own-think" : placement);
  });

  it("gives what a join writes role and kind transition, tags marked as the join's", () => {
    const transition = { text: "T", placement: "opens-think" } as const;
    const made = compose({ case: "0,1", first: agentic, second: reasoning, transition });
    expect(made.pieces.filter(({ role }) => role === "transition")).toEqual([
      { kind: "transition", role: "transition", literal: "\n<think>\n", join: true },
      { kind: "transition", role: "transition", literal: "T" },
      { kind: "transition", role: "transition", literal: "\n\n", join: true },
    ]);
  });

  it("replaces the transition and nothing else", () => {
    const transition = { text: "T", placement: "opens-think" } as const;
    const input = { case: "0,1", first: agentic, second: reasoning, transition } as const;
    const edited = replaceTransition(input, "Hm. Other words.", "opens-think");
    const before = compose(input);
    const own = (made: Composition) => made.pieces.filter(({ role }) => role !== "transition");
    expect(own(edited)).toEqual(own(before));
    expect(edited.leftOut).toEqual(before.leftOut);
    expect(textOf(edited, agentic, reasoning)).toContain("<think>\nHm. Other words.\n\nso 2");
  });
});

describe("every composition", () => {
  const token = fc.constantFrom(
    "<think>",
    "</think>",
    "<code>",
    "</code>",
    "\n<executor>\n",
    "\n</executor>\n",
    "<answer>",
    "</answer>",
    "\n",
    " ",
    "a",
    "😀",
  );
  const text = fc.array(token, { maxLength: 20 }).map((parts) => parts.join(""));
  const placement = fc.constantFrom<Placement[]>("opens-think", "inside-think", "own-think");
  const cases = fc.constantFrom<Exclude<Case, "0,0">[]>("0,1", "1,1", "1,0");

  it("loses no teacher byte, changes none, and keeps their order", () => {
    const property = fc.property(
      text,
      text,
      placement,
      cases,
      fc.string(),
      (a, b, place, of, t) => {
        const first = part(a);
        const second = part(b);
        const transition = { text: t, placement: place };
        const made = compose({ case: of, first, second, transition });
        const parts = of === "1,0" ? [first] : [first, second];
        for (const [index, { text: whole }] of parts.entries()) {
          const name = index === 0 ? "first" : "second";
          const used = made.pieces.flatMap((piece) => ("from" in piece ? [piece.from] : []));
          const ofPart = (range: SourceRange) => range.part === name;
          const pieces = used.filter(ofPart);
          expect(pieces).toEqual(pieces.toSorted((x, y) => x.start - y.start));
          const all = [...pieces, ...made.leftOut.map(({ from }) => from).filter(ofPart)];
          expectTiles(all, whole.length);
        }
        const literals = made.pieces.flatMap((piece) => ("literal" in piece ? [piece] : []));
        expect(literals.every(({ role }) => role === "transition")).toBe(true);
        expect(made.pieces.some(({ kind, role }) => kind === "answer" && role === "first")).toBe(
          of === "1,0" && first.spans.some(({ kind }) => kind === "answer"),
        );
      },
    );
    fc.assert(property, { numRuns: 1500 });
  });
});

function expectTiles(ranges: readonly SourceRange[], length: number): void {
  let at = 0;
  for (const { start, end } of ranges.toSorted((x, y) => x.start - y.start)) {
    expect(start).toBe(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBe(length);
}

describe("composeCase", () => {
  it.each([
    ["correct", "correct", "1,1", "verification"],
    ["correct", "incorrect", "1,0", null],
    ["incorrect", "correct", "0,1", "correction"],
    ["incorrect", "incorrect", "0,0", null],
  ] as const)("of %s and %s is %s", (first, second, expected, kind) => {
    expect(composeCase(first, second)).toBe(expected);
    expect(transitionKindOf(expected)).toBe(kind);
  });

  it("waits for an undecided grade", () => {
    expect(composeCase("undecided", "correct")).toBeNull();
    expect(composeCase("correct", "undecided")).toBeNull();
  });
});
