import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntrySegment } from "../splice/schema.ts";
import { assignTokens } from "./assign.ts";
import { endsOf, surfaceOf } from "./byte-level.ts";
import { specialTokenFindings, specialTokenIn } from "./special-tokens.ts";
import { tinyTokenizer } from "./testing.ts";
import { tokenMask } from "./token-mask.ts";

function segment(
  text: string,
  trained: boolean,
  role: EntrySegment["role"] = "first",
): EntrySegment {
  return { kind: role === "end" ? "end" : "text", role, text, trained };
}

/** Tokens of a text shown as `token|token`, and under each whether it is trained. */
function shown(segments: readonly EntrySegment[], words: readonly string[]): [string, string] {
  const bytes = new TextEncoder().encode(segments.map(({ text }) => text).join(""));
  const tokens = [...assignTokens(segments, tinyTokenizer(words))];
  const texts = tokens.map(({ start, end }) => new TextDecoder().decode(bytes.slice(start, end)));
  return [texts.join("|"), tokens.map(({ trained }) => (trained ? "1" : "0")).join("")];
}

describe("tokenMask", () => {
  it("by hand: ids, labels and counts, prompt and end included", () => {
    const segments = [
      segment("ab", false, "prompt"),
      segment("cd", true),
      segment("!", true, "transition"),
      segment("x", false, "second"),
      segment("", true, "end"),
    ];
    const byte = (character: string) => 4 + character.charCodeAt(0);
    expect(tokenMask(segments, tinyTokenizer(["ab", "cd"]))).toEqual({
      ids: [2, 3, byte("!"), byte("x"), 0],
      labels: [-100, 3, byte("!"), -100, 0],
      total: 5,
      trainedCount: 3,
      byRole: { prompt: 1, first: 1, transition: 1, second: 1, end: 1 },
      trainedByRole: { prompt: 0, first: 1, transition: 1, second: 0, end: 1 },
    });
  });

  it("does not train a token that reaches into an untrained segment, from either side", () => {
    const words = ["bc"];
    expect(shown([segment("ab", true), segment("cd", false)], words)).toEqual(["a|bc|d", "100"]);
    expect(shown([segment("ab", false), segment("cd", true)], words)).toEqual(["a|bc|d", "001"]);
    expect(shown([segment("ab", true), segment("cd", true)], words)).toEqual(["a|bc|d", "111"]);
  });

  it("sees an untrained segment in the middle of a token, and none that is empty", () => {
    const middle = [segment("a", true), segment("b", false), segment("c", true)];
    expect(shown(middle, ["abc"])).toEqual(["abc", "0"]);
    const empty = [segment("a", true), segment("", false), segment("c", true)];
    expect(shown(empty, ["ac"])).toEqual(["ac", "1"]);
  });

  it("counts a token under the segment of its first byte's character", () => {
    const segments = [segment("aé", true), segment("b", true, "second")];
    const { byRole } = tokenMask(segments, tinyTokenizer());
    expect(byRole).toMatchObject({ first: 3, second: 1 });
  });

  it("gives every byte of a character to the character's segment", () => {
    const mask = shown([segment("😀", false), segment("é", true)], [])[1];
    expect(mask).toBe("000011");
  });

  it("refuses a boundary inside a character", () => {
    const halves = [segment("\ud83d", true), segment("\ude00", false)];
    expect(() => tokenMask(halves, tinyTokenizer())).toThrow("inside a character");
  });

  it("agrees with a plain look at each byte, for any cuts and words", () => {
    const unit = fc.constantFrom("a", "b", "c", "é", "漢", "😀");
    const text = fc.array(unit, { maxLength: 6 }).map((units) => units.join(""));
    const parts = fc.array(fc.tuple(text, fc.boolean()), { maxLength: 6 });
    const words = fc.uniqueArray(
      text.filter((word) => word !== ""),
      { maxLength: 4 },
    );
    const property = fc.property(parts, words, (cuts, known) => {
      const segments = cuts.map(([each, trained]) => segment(each, trained));
      const bytes = segments.flatMap(({ text: own, trained }) => {
        return Array.from(new TextEncoder().encode(own), () => trained);
      });
      for (const token of assignTokens(segments, tinyTokenizer(known))) {
        expect(token.trained).toBe(bytes.slice(token.start, token.end).every(Boolean));
      }
    });
    fc.assert(property, { numRuns: 500 });
  });
});

describe("endsOf", () => {
  it("tiles any text that its surfaces spell", () => {
    const property = fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const bytes = new TextEncoder().encode(text);
      const surfaces = Array.from(bytes, (byte) => ({ text: surfaceOf([byte]), isAdded: false }));
      const ends = endsOf(text, surfaces, "t");
      expect(ends).toEqual(Array.from(bytes, (_, index) => index + 1));
    });
    fc.assert(property);
  });

  it("refuses a tokenizer that changes the text, and one that loses some of it", () => {
    const composed = [...new TextEncoder().encode("é")];
    const surfaces = [{ text: surfaceOf(composed), isAdded: false }];
    expect(() => endsOf("e\u0301", surfaces, "NFC one")).toThrow(
      "The tokenizer NFC one changes text",
    );
    expect(() => endsOf("éa", surfaces, "lossy")).toThrow("at byte 2");
    expect(endsOf("é", surfaces, "exact")).toEqual([2]);
  });
});

describe("special tokens", () => {
  const tokenizer = tinyTokenizer();

  it("are found where they stand", () => {
    expect(specialTokenFindings("a<|end|>b<|start|>", tokenizer)).toEqual([
      { code: "special-token", start: 1, end: 8, detail: "<|end|>" },
      { code: "special-token", start: 9, end: 18, detail: "<|start|>" },
    ]);
    expect(specialTokenFindings("<|end>", tokenizer)).toEqual([]);
  });

  it("may stand in the prompt, and are seen across segments", () => {
    const prompt = segment("<|start|>P", false, "prompt");
    expect(specialTokenIn([prompt, segment("a", true)], tokenizer)).toBeNull();
    expect(specialTokenIn([prompt, segment("<|e", true), segment("nd|>", true)], tokenizer)).toBe(
      "<|end|>",
    );
  });
});
