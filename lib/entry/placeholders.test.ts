import { expect, test } from "vitest";
import { fillPlaceholders, openPlaceholders } from "./placeholders.ts";

const facts = {
  first_answer: "53",
  second_answer: "105",
  first_strategy: "agentic",
  second_strategy: "reasoning",
};

test("known names are filled, with where the values stand", () => {
  const { text, filled } = fillPlaceholders("Wait, {first_answer} is off; {first_answer}?", facts);
  expect(text).toBe("Wait, 53 is off; 53?");
  expect(filled.map(({ start, end }) => text.slice(start, end))).toEqual(["53", "53"]);
});

test("unknown names and other braces stay, and are named", () => {
  const { text, filled } = fillPlaceholders("{what_is_wrong} in $x_{n}$ {0}", facts);
  expect(text).toBe("{what_is_wrong} in $x_{n}$ {0}");
  expect(filled).toEqual([]);
  expect(openPlaceholders(text)).toEqual(["what_is_wrong", "n"]);
});

test("a value that looks like a placeholder is not filled again", () => {
  const { text } = fillPlaceholders("{first_answer}", {
    ...facts,
    first_answer: "{second_answer}",
  });
  expect(text).toBe("{second_answer}");
});
