import { describe, expect, it } from "vitest";
import { parseTrajectory, renderSpans } from "./parse.ts";

interface Row {
  readonly name: string;
  readonly text: string;
  /** `kind text` of every span in order; a code span carries its run: `code/ok text`. */
  readonly spans: readonly string[];
  /** `code start-end` of every finding. */
  readonly findings: readonly string[];
}

const rows: readonly Row[] = [
  { name: "nothing at all", text: "", spans: [], findings: ["no-answer 0-0"] },
  {
    name: "white space alone is not text outside",
    text: " \n",
    spans: ["text  \n"],
    findings: ["no-answer 2-2"],
  },
  {
    name: "plain prose",
    text: "hello",
    spans: ["text hello"],
    findings: ["text-outside 0-5", "no-answer 5-5"],
  },
  {
    name: "one answer",
    text: "<answer>5</answer>",
    spans: ["answer <answer>5</answer>"],
    findings: [],
  },
  {
    name: "think, newline, answer",
    text: "<think>a</think>\n<answer>5</answer>",
    spans: ["think <think>a</think>", "text \n", "answer <answer>5</answer>"],
    findings: [],
  },
  {
    name: "think without an answer",
    text: "<think>a</think>",
    spans: ["think <think>a</think>"],
    findings: ["no-answer 16-16"],
  },
  {
    name: "an empty think block",
    text: "<think></think><answer>5</answer>",
    spans: ["think <think></think>", "answer <answer>5</answer>"],
    findings: [],
  },
  {
    name: "an answer mentioned in a thought is not a block",
    text: "<think>say <answer>1</answer></think><answer>2</answer>",
    spans: ["think <think>say <answer>1</answer></think>", "answer <answer>2</answer>"],
    findings: [],
  },
  {
    name: "an opening tag mentioned in a thought",
    text: "<think>use <code> now</think><answer>2</answer>",
    spans: ["think <think>use <code> now</think>", "answer <answer>2</answer>"],
    findings: [],
  },
  {
    name: "a closing tag mentioned in a thought",
    text: "<think>then </code> ends</think><answer>2</answer>",
    spans: ["think <think>then </code> ends</think>", "answer <answer>2</answer>"],
    findings: [],
  },
  {
    name: "the first matching close ends a block, a second one is stray",
    text: "<think>a<think>b</think>c</think>",
    spans: ["think <think>a<think>b</think>", "text c</think>"],
    findings: ["text-outside 24-25", "stray-close 25-33", "no-answer 33-33"],
  },
  {
    name: "a close alone",
    text: "</think><answer>1</answer>",
    spans: ["text </think>", "answer <answer>1</answer>"],
    findings: ["stray-close 0-8"],
  },
  {
    name: "closes of every kind, with prose between",
    text: "</code> x </executor>",
    spans: ["text </code> x </executor>"],
    findings: ["stray-close 0-7", "text-outside 8-9", "stray-close 10-21", "no-answer 21-21"],
  },
  {
    name: "an unclosed thought reaches to the end",
    text: "<think>abc \\boxed{1}",
    spans: ["think <think>abc \\boxed{1}"],
    findings: ["unclosed 0-7", "no-answer 20-20"],
  },
  {
    name: "an unclosed thought reaches to the next block",
    text: "<think>abc <answer>5</answer>",
    spans: ["think <think>abc ", "answer <answer>5</answer>"],
    findings: ["unclosed 0-7"],
  },
  {
    name: "a tag mentioned in prose does not swallow the answer",
    text: "The <code> tag.<answer>5</answer>",
    spans: ["text The ", "code/not-run <code> tag.", "answer <answer>5</answer>"],
    findings: ["text-outside 0-3", "unclosed 4-10"],
  },
  {
    name: "an answer that was cut off is no answer block",
    text: "<think>a</think><answer>\\boxed{5",
    spans: ["think <think>a</think>", "answer <answer>\\boxed{5"],
    findings: ["unclosed 16-24", "no-answer 32-32"],
  },
  {
    name: "several unclosed tags: the first one opens, the rest is its text",
    text: "<think>a<code>b<think>c",
    spans: ["think <think>a<code>b<think>c"],
    findings: ["unclosed 0-7", "no-answer 23-23"],
  },
  {
    name: "text after the last block",
    text: "<answer>5</answer> bye",
    spans: ["answer <answer>5</answer>", "text  bye"],
    findings: ["text-outside 19-22"],
  },
  {
    name: "two answers",
    text: "<answer>1</answer><answer>2</answer>",
    spans: ["answer <answer>1</answer>", "answer <answer>2</answer>"],
    findings: ["two-answers 18-36"],
  },
  {
    name: "three answers",
    text: "<answer>1</answer><answer>2</answer><answer>3</answer>",
    spans: ["answer <answer>1</answer>", "answer <answer>2</answer>", "answer <answer>3</answer>"],
    findings: ["two-answers 18-36", "two-answers 36-54"],
  },
  {
    name: "an empty answer",
    text: "<answer> \n</answer>",
    spans: ["answer <answer> \n</answer>"],
    findings: ["empty-answer 0-19"],
  },
  {
    name: "an answer with an empty box",
    text: "<answer>\\boxed{ }</answer>",
    spans: ["answer <answer>\\boxed{ }</answer>"],
    findings: ["empty-answer 0-26"],
  },
  {
    name: "what the driver writes: its newlines belong to the executor segment",
    text: "<code>c</code>\n<executor>\n42\n</executor>\n<answer>42</answer>",
    spans: [
      "code/ok <code>c</code>",
      "executor \n<executor>\n42\n</executor>\n",
      "answer <answer>42</answer>",
    ],
    findings: [],
  },
  {
    name: "only one newline behind an executor is the driver's",
    text: "<code>c</code>\n<executor>\n42\n</executor>\n\n<answer>42</answer>",
    spans: [
      "code/ok <code>c</code>",
      "executor \n<executor>\n42\n</executor>\n",
      "text \n",
      "answer <answer>42</answer>",
    ],
    findings: [],
  },
  {
    name: "recorded text without newlines around its executor",
    text: "<code>c</code><executor>42</executor>\n<answer>42</answer>",
    spans: [
      "code/ok <code>c</code>",
      "executor <executor>42</executor>",
      "text \n",
      "answer <answer>42</answer>",
    ],
    findings: [],
  },
  {
    name: "code that nothing executed",
    text: "<code>c</code><answer>1</answer>",
    spans: ["code/not-run <code>c</code>", "answer <answer>1</answer>"],
    findings: ["code-not-run 0-14"],
  },
  {
    name: "an executor behind prose does not belong to the code",
    text: "<code>c</code>so<executor>1</executor><answer>1</answer>",
    spans: [
      "code/not-run <code>c</code>",
      "text so",
      "executor <executor>1</executor>",
      "answer <answer>1</answer>",
    ],
    findings: ["code-not-run 0-14", "text-outside 14-16"],
  },
  {
    name: "code whose output ends in an exception",
    text: "<code>c</code>\n<executor>\n7\nValueError: no\n</executor>\n<answer>1</answer>",
    spans: [
      "code/error <code>c</code>",
      "executor \n<executor>\n7\nValueError: no\n</executor>\n",
      "answer <answer>1</answer>",
    ],
    findings: ["code-failed 0-14"],
  },
  {
    name: "code that was stopped by the clock",
    text: "<code>c</code>\n<executor>\nTimeoutError: the code took too long and was stopped.\n</executor>\n<answer>1</answer>",
    spans: [
      "code/timeout <code>c</code>",
      "executor \n<executor>\nTimeoutError: the code took too long and was stopped.\n</executor>\n",
      "answer <answer>1</answer>",
    ],
    findings: ["code-failed 0-14"],
  },
  {
    name: "two code blocks, the second one failed",
    text: "<code>a</code>\n<executor>\n1\n</executor>\n<code>b</code>\n<executor>\nNameError: x\n</executor>\n<answer>1</answer>",
    spans: [
      "code/ok <code>a</code>",
      "executor \n<executor>\n1\n</executor>\n",
      "code/error <code>b</code>",
      "executor \n<executor>\nNameError: x\n</executor>\n",
      "answer <answer>1</answer>",
    ],
    findings: ["code-failed 40-54"],
  },
  {
    name: "one of our tags in tool output",
    text: "<code>c</code>\n<executor>\n‹/think>\n</executor>\n<answer>1</answer>",
    spans: [
      "code/ok <code>c</code>",
      "executor \n<executor>\n‹/think>\n</executor>\n",
      "answer <answer>1</answer>",
    ],
    findings: ["tag-in-output 26-34"],
  },
  {
    name: "an unescaped tag in recorded tool output",
    text: "<executor><answer>9</answer></executor><answer>1</answer>",
    spans: ["executor <executor><answer>9</answer></executor>", "answer <answer>1</answer>"],
    findings: ["tag-in-output 10-18", "tag-in-output 19-28"],
  },
  {
    name: "tags are exact: case and spaces make text of them",
    text: "<Think>a</Think>< answer>1</answer >",
    spans: ["text <Think>a</Think>< answer>1</answer >"],
    findings: ["text-outside 0-36", "no-answer 36-36"],
  },
  {
    name: "other markup is text",
    text: "<answer><b>5</b></answer><br>",
    spans: ["answer <answer><b>5</b></answer>", "text <br>"],
    findings: ["text-outside 25-29"],
  },
  {
    name: "tags around a tag",
    text: "<<think>a</think>><answer>1</answer>",
    spans: ["text <", "think <think>a</think>", "text >", "answer <answer>1</answer>"],
    findings: ["text-outside 0-1", "text-outside 17-18"],
  },
  {
    name: "a hidden direction change and a zero-width space",
    text: "<answer>5\u202e</answer>\u200b",
    spans: ["answer <answer>5\u202e</answer>", "text \u200b"],
    findings: ["hidden-characters 9-10", "text-outside 19-20", "hidden-characters 19-20"],
  },
  {
    name: "a pair of surrogates counts two",
    text: "<think>😀</think><answer>1</answer>",
    spans: ["think <think>😀</think>", "answer <answer>1</answer>"],
    findings: [],
  },
];

describe("grammar", () => {
  it("has its table", () => {
    expect(rows.length).toBeGreaterThanOrEqual(30);
  });

  it.each(rows)("$name", ({ text, spans, findings }) => {
    const parsed = parseTrajectory(text);
    const shown = parsed.spans.map(({ kind, run, start, end }) => {
      return `${kind}${run === undefined ? "" : `/${run}`} ${text.slice(start, end)}`;
    });
    expect(shown).toEqual(spans);
    const found = parsed.findings.map(({ code, start, end }) => `${code} ${start}-${end}`);
    expect(found).toEqual(findings);
    expect(renderSpans(text, parsed.spans)).toBe(text);
  });
});
