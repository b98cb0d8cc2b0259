import { describe, expect, it } from "vitest";
import { createTypeAhead } from "./type-ahead.ts";

function listening(now = () => 0) {
  const typeAhead = createTypeAhead(now);
  const heard: string[] = [];
  typeAhead.onRelease(({ name }) => heard.push(name));
  return { typeAhead, heard };
}

describe("type-ahead", () => {
  it("keeps nothing while no page is on its way", () => {
    const { typeAhead } = listening();
    expect(typeAhead.keep("a", 0)).toBe(false);
  });

  it("passes presses on in order, once the last page is there", () => {
    const { typeAhead, heard } = listening();
    const one = typeAhead.hold();
    const two = typeAhead.hold();
    expect(typeAhead.keep("j", 0)).toBe(true);
    typeAhead.keep("a", 0);
    one("pass on");
    expect(heard).toEqual([]);
    two("pass on");
    expect(heard).toEqual(["j", "a"]);
    expect(typeAhead.keep("x", 0)).toBe(false);
  });

  it("holds the rest again when a press starts another journey", () => {
    const typeAhead = createTypeAhead(() => 0);
    const heard: string[] = [];
    let arrive: ((what: "pass on") => void) | null = null;
    typeAhead.onRelease(({ name }) => {
      heard.push(name);
      if (name === "j") arrive = typeAhead.hold();
    });
    const first = typeAhead.hold();
    for (const name of ["j", "a"]) typeAhead.keep(name, 0);
    first("pass on");
    expect(heard).toEqual(["j"]);
    (arrive as ((what: "pass on") => void) | null)?.("pass on");
    expect(heard).toEqual(["j", "a"]);
  });

  it("drops what was meant for a text field, and what is too old", () => {
    let now = 0;
    const { typeAhead, heard } = listening(() => now);
    const editor = typeAhead.hold();
    typeAhead.keep("a", 0);
    editor("drop");
    const slow = typeAhead.hold();
    typeAhead.keep("x", 0);
    now = 3_001;
    slow("pass on");
    slow("pass on");
    expect(heard).toEqual([]);
  });
});
