import { expect, it } from "vitest";
import type { FileObject } from "#lib/import/schema.ts";
import { ExactNumber } from "#lib/import/schema.ts";
import { problemHash } from "./content-hash.ts";
import { mapProblem } from "./map-problem.ts";

it.each<[string, FileObject, string, string]>([
  ["problem and answer", { problem: "p", answer: "7" }, "p", "7"],
  ["question and final_answer", { question: "q", final_answer: "7" }, "q", "7"],
  ["a prompt that is text", { prompt: "q", ground_truth: "7" }, "q", "7"],
  ["a chat prompt", { prompt: [{ content: "no" }, { content: "yes" }], answer: "7" }, "yes", "7"],
  ["a reward model's truth", { prompt: "q", reward_model: { ground_truth: 142 } }, "q", "142"],
  [
    "a big integer",
    { problem: "p", answer: new ExactNumber("12345678901234567890") },
    "p",
    "12345678901234567890",
  ],
  ["null before the one that counts", { problem: null, question: "q", answer: "7" }, "q", "7"],
  ["white space around the answer", { problem: " p ", answer: " 7\n" }, " p ", "7"],
])("reads %s", (_name, row, text, answer) => {
  expect(mapProblem(row, {})).toMatchObject({ ok: true, problem: { text, answer } });
});

it.each<[string, FileObject, string]>([
  ["no problem", { answer: "7" }, "problem"],
  ["no answer", { problem: "p" }, "answer"],
  ["null", { problem: "p", answer: null }, "answer"],
  ["an empty problem", { problem: "  ", answer: "7" }, "problem"],
  ["an empty answer", { problem: "p", answer: "" }, "answer"],
  ["a number for a problem is text", { problem: true, answer: "7" }, "problem"],
  ["a list of no messages", { prompt: [], answer: "7" }, "prompt[-1].content"],
  ["a message without content", { prompt: [{ role: "user" }], answer: "7" }, "prompt[-1].content"],
  ["an object for an answer", { problem: "p", answer: { x: 1 } }, "answer"],
  ["a list for an answer", { problem: "p", answer: ["7"] }, "answer"],
  ["U+0000", { problem: "a\u0000b", answer: "7" }, "problem"],
  ["half a character", { problem: "p", answer: "\ud800" }, "answer"],
])("reports %s", (_name, row, field) => {
  expect(mapProblem(row, {})).toMatchObject({ ok: false, field });
});

it("takes the columns that a person chose, dotted paths included", () => {
  const row = { problem: "no", task: { text: "yes" }, "a.b": "7" };
  expect(mapProblem(row, { problem: "task.text", answer: "a.b" })).toMatchObject({
    ok: true,
    problem: { text: "yes", answer: "7" },
  });
});

it("keeps the other fields, storable and exact", () => {
  const row: FileObject = {
    problem: "p",
    answer: "7",
    data_source: "amc",
    level: "3",
    subject: "algebra",
    r1_solution_1: "long",
    note: "a\u0000",
    big: new ExactNumber("12345678901234567890"),
    deep: [{ x: 1 }],
  };
  expect(mapProblem(row, {})).toEqual({
    ok: true,
    problem: {
      text: "p",
      answer: "7",
      source: "amc",
      difficulty: 3,
      topic: "algebra",
      extra: { note: "a\u2400", big: "12345678901234567890", deep: [{ x: 1 }] },
    },
  });
});

it("hashes the text alone, whatever its line ends and outer space", () => {
  expect(problemHash("a\r\nb ")).toBe(problemHash(" a\nb"));
  expect(problemHash("a b")).not.toBe(problemHash("a  b"));
});
