import { describe, expect, it } from "vitest";
import { compose } from "../splice/compose.ts";
import { renderPieces } from "../splice/render.ts";
import type { Placement } from "../splice/schema.ts";
import { committedAnswer } from "../trajectory/commit.ts";
import { parseTrajectory } from "../trajectory/parse.ts";
import { deepMathText } from "./read-deepmath.ts";
import { splitDualDistill, unknownTransitionIn } from "./read-dualdistill.ts";

const known = [
  { text: "Wait, A.", kind: "correction" },
  { text: "Wait, A. Again.", kind: "correction" },
  { text: "Check it.", kind: "verification" },
] as const;

function part(text: string) {
  return { text, spans: parseTrajectory(text).spans };
}

describe("splitDualDistill", () => {
  const tool = "<code>c</code>\n<executor>\n1\n</executor>";
  const thought = "<think>\nso 2\n</think>";
  const answer = "\n<answer>2</answer>";

  it.each([
    ["opens-think", tool, thought + answer],
    ["inside-think", thought, tool + answer],
    ["own-think", "no thought", tool + answer],
  ] as const)("takes apart what %s has joined", (placement: Placement, first, second) => {
    const transition = { text: "Check it.", placement };
    const input = { case: "1,1", first: part(first), second: part(second), transition } as const;
    const text = renderPieces(compose(input).pieces, { first, second });
    expect(splitDualDistill(text, known)).toEqual({
      first,
      second,
      transition: known[2],
      placement,
      isExact: true,
    });
  });

  it("takes the longest of the sentences that stand first", () => {
    const text = "a\n<think>\nWait, A. Again.\n\nb Check it.</think>";
    expect(splitDualDistill(text, known)?.transition).toBe(known[1]);
  });

  it("says when the text was joined in another way", () => {
    const split = splitDualDistill("a <think>Wait, A. b</think>", known);
    expect(split).toMatchObject({ first: "a", placement: "opens-think", isExact: false });
    expect(split?.second).toBe("<think>\n b</think>");
  });

  it("leaves a text without a known transition whole", () => {
    expect(splitDualDistill(`${thought}${answer}`, known)).toBeNull();
    expect(splitDualDistill("", [{ text: "" }])).toBeNull();
  });
});

describe("unknownTransitionIn", () => {
  const transitions = [
    { text: "Wait, this is wrong, let's try it in words." },
    { text: "Check it." },
  ];

  it.each([
    [
      "<code>c</code>\n<think>\nWait, I doubt this, let's try it in words.\n\nso 2",
      "Wait, I doubt this, let's try it in words.",
    ],
    ["<think>Hm, let's try it in words. so 2</think>", "Hm, let's try it in words."],
    ["<think>Wait, I doubt this. Check it.</think>", null],
    ["", null],
  ])("%j: %j", (text, sentence) => {
    expect(unknownTransitionIn(text, transitions)).toBe(sentence);
  });
});

describe("deepMathText", () => {
  it.each([
    [
      "Okay, so.\n</think>\n\nIt is \\boxed{5}.",
      "<think>\nOkay, so.\n</think>\n<answer>It is \\boxed{5}.</answer>",
      "5",
    ],
    [
      "<think>\nHm \\boxed{4}\n</think>\n\n\\boxed{5}\n",
      "<think>\nHm \\boxed{4}\n</think>\n<answer>\\boxed{5}</answer>",
      "5",
    ],
    ["We get \\boxed{5}.", "<answer>We get \\boxed{5}.</answer>", "5"],
    ["<think>never done \\boxed{5}", "<think>\nnever done \\boxed{5}", null],
    ["a</think>", "<think>\na\n</think>", null],
    ["a</think><answer>7</answer>", "<think>\na\n</think>\n<answer>7</answer>", "7"],
  ])("reads %j", (solution, text, answer) => {
    expect(deepMathText(solution)).toBe(text);
    const { spans } = parseTrajectory(text);
    expect(committedAnswer(text, spans)?.text ?? null).toBe(answer);
  });
});
