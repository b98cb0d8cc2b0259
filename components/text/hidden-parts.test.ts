import { expect, test } from "vitest";
import { hiddenParts } from "./hidden-parts.ts";

test("invisible and direction characters become badges, everything else stays", () => {
  expect(hiddenParts("a\u200bb\u202ec\td\n")).toEqual([
    { text: "a" },
    { hidden: "U+200B" },
    { text: "b" },
    { hidden: "U+202E" },
    { text: "c\td\n" },
  ]);
  expect(hiddenParts("plain é 漢字 🙂")).toEqual([{ text: "plain é 漢字 🙂" }]);
});
