import { describe, expect, it } from "vitest";
import type { EntrySegment } from "../splice/schema.ts";
import { tinyTokenizer } from "../tokens/testing.ts";
import { formats } from "./formats.ts";
import { type FormatInput, type FormatName, formatNames } from "./schema.ts";

const tokenizer = tinyTokenizer();
const context = { tokenizer, knownCorrections: ["Wait, that was wrong."] };

type Shorthand = readonly [EntrySegment["role"], EntrySegment["kind"], string, 0 | 1];
const segmentsOf = (all: readonly Shorthand[]): EntrySegment[] =>
  all.map(([role, kind, text, trained]) => ({ role, kind, text, trained: trained === 1 }));

/** (0,1): the first part is not trained, of the second part everything but the tool's output. */
const corrected: FormatInput = {
  id: "c0ffee",
  problem: "1+1?",
  case: "0,1",
  segments: segmentsOf([
    ["prompt", "prompt", "1+1?\n", 0],
    ["first", "think", "<think>\n3", 0],
    ["transition", "transition", "\nWait, that was wrong.\n</think>\n", 1],
    ["second", "code", "<code>2</code>", 1],
    ["second", "executor", "\n<executor>\n2\n</executor>\n", 0],
    ["second", "answer", "<answer>2</answer>", 1],
    ["end", "end", "", 1],
  ]),
};

/** (1,0): one part, all of it trained. */
const alone: FormatInput = {
  id: "beef",
  problem: "é?",
  case: "1,0",
  segments: segmentsOf([
    ["prompt", "prompt", "é?\n", 0],
    ["first", "answer", "é", 1],
    ["end", "end", "", 1],
  ]),
};

const composed = corrected.segments
  .slice(1)
  .map((segment) => segment.text)
  .join("");
const rowOf = (name: FormatName, input: FormatInput) => formats[name].toRow(input, context).row;

describe("rows", () => {
  it("segments keeps everything, the symbolic end included", () => {
    expect(rowOf("segments", alone)).toEqual({
      id: "beef",
      problem: "é?",
      segments: [
        { text: "é?\n", trained: false, kind: "prompt", role: "prompt" },
        { text: "é", trained: true, kind: "answer", role: "first" },
        { text: "", trained: true, kind: "end", role: "end" },
      ],
    });
  });

  it("trl labels exactly the trained tokens, the end included", () => {
    // One token a byte: 3 prompt bytes for "é?" plus the newline, 2 for "é", then the end of sequence (id 0).
    const ids = [0xc3, 0xa9, 0x3f, 0x0a, 0xc3, 0xa9].map((byte) => byte + 2);
    expect(rowOf("trl", alone)).toEqual({
      input_ids: [...ids, 0],
      labels: [-100, -100, -100, -100, ids[4], ids[5], 0],
      text: "é?\né<|end|>",
    });
  });

  it("trl agrees with the mask written under the text", () => {
    const { labels, input_ids: ids, text } = rowOf("trl", corrected);
    const mask = [
      "1+1?⏎<think>⏎3⏎Wait, that was wrong.⏎</think>⏎<code>2</code>⏎<executor>⏎2⏎</executor>⏎<answer>2</answer>",
      "00000000000000111111111111111111111111111111111111111111111100000000000000000000000000111111111111111111",
    ];
    expect(text).toBe(`${mask[0]?.replaceAll("⏎", "\n")}<|end|>`);
    const trained = Array.isArray(labels)
      ? labels.map((label) => (label === -100 ? 0 : 1)).join("")
      : "";
    expect(trained).toBe(`${mask[1]}1`);
    expect(
      Array.isArray(labels) &&
        Array.isArray(ids) &&
        labels.every((l, i) => l === -100 || l === ids[i]),
    ).toBe(true);
  });

  it("axolotl joins neighbours of one label and writes the end out", () => {
    expect(rowOf("axolotl", corrected)).toEqual({
      segments: [
        { label: false, text: "1+1?\n<think>\n3" },
        { label: true, text: "\nWait, that was wrong.\n</think>\n<code>2</code>" },
        { label: false, text: "\n<executor>\n2\n</executor>\n" },
        { label: true, text: "<answer>2</answer><|end|>" },
      ],
    });
  });

  it("dualdistill, messages and prompt-completion hold the composed text byte for byte", () => {
    expect(rowOf("dualdistill", corrected)).toEqual({ problem: "1+1?", synthetic_data: composed });
    expect(rowOf("messages", corrected)).toEqual({
      messages: [
        { role: "user", content: "1+1?\n" },
        { role: "assistant", content: composed },
      ],
    });
    expect(rowOf("prompt-completion", corrected)).toEqual({
      prompt: "1+1?\n",
      completion: composed,
    });
  });
});

describe("warnings", () => {
  const warnings = (name: FormatName, input: FormatInput) =>
    formats[name].toRow(input, context).warnings;

  it("says where a mask is lost", () => {
    expect(formatNames.map((name) => warnings(name, corrected))).toEqual([
      [],
      [],
      [],
      [],
      ["mask-lost"],
      ["mask-lost"],
    ]);
    expect(formatNames.map((name) => warnings(name, alone))).toEqual([[], [], [], [], [], []]);
  });

  it("knows when the released loader would train a wrong first part, or mask a right one", () => {
    const edited = corrected.segments.map((segment) => ({
      ...segment,
      text: segment.text.replace("wrong", "not right"),
    }));
    expect(warnings("dualdistill", { ...corrected, segments: edited })).toEqual(["prefix-trained"]);
    expect(warnings("dualdistill", { ...corrected, case: "1,1" })).toEqual(["prefix-masked"]);
  });

  it("refuses trl without a tokenizer", () => {
    expect(() => formats.trl.toRow(alone, { ...context, tokenizer: null })).toThrow(
      "needs the student tokenizer",
    );
  });
});
