import { describe, expect, it } from "vitest";
import { noProgress, pressName, stepKeys } from "./key-match.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe("pressName", () => {
  it.each([
    [{ ...plain, key: "j" }, "j"],
    [{ ...plain, key: "?" }, "?"],
    [{ ...plain, key: "J" }, "J"],
    [{ ...plain, key: "S", ctrlKey: true }, "Ctrl+s"],
    [{ ...plain, key: "k", metaKey: true }, "Ctrl+k"],
    [{ ...plain, key: "1", altKey: true }, "Alt+1"],
    [{ ...plain, key: "Enter", ctrlKey: true }, "Ctrl+Enter"],
    [{ ...plain, key: "Shift" }, null],
  ])("writes %o as %s", (press, expected) => {
    expect(pressName(press)).toBe(expected);
  });
});

describe("stepKeys", () => {
  const known = ["j", "g r", "g b", "Ctrl+k"];

  it("completes a single key at once", () => {
    expect(stepKeys(known, noProgress, "j", 0)).toEqual({ match: "j", progress: noProgress });
  });

  it("waits for the second key of a sequence", () => {
    const first = stepKeys(known, noProgress, "g", 100);
    expect(first).toEqual({ match: null, progress: { prefix: "g", at: 100 } });
    expect(stepKeys(known, first.progress, "r", 300).match).toBe("g r");
  });

  it("forgets a sequence that took too long", () => {
    expect(stepKeys(known, { prefix: "g", at: 0 }, "r", 1_300)).toEqual({
      match: null,
      progress: noProgress,
    });
  });

  it("takes a key that breaks a sequence for itself", () => {
    expect(stepKeys(known, { prefix: "g", at: 0 }, "j", 100).match).toBe("j");
  });
});
