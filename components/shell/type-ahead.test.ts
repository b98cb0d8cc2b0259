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
    expect(typeAhead.keep({ name: "a", at: 0 }, "all")).toBe(false);
  });

  it("passes presses on in order, once the last page is there", () => {
    const { typeAhead, heard } = listening();
    const one = typeAhead.hold("all");
    const two = typeAhead.hold("all");
    expect(typeAhead.keep({ name: "j", at: 0 }, "all")).toBe(true);
    typeAhead.keep({ name: "a", at: 0 }, "all");
    one("pass on");
    expect(heard).toEqual([]);
    two("pass on");
    expect(heard).toEqual(["j", "a"]);
    expect(typeAhead.keep({ name: "x", at: 0 }, "all")).toBe(false);
  });

  it("holds the rest again when a press starts another journey", () => {
    const typeAhead = createTypeAhead(() => 0);
    const heard: string[] = [];
    let arrive: ((what: "pass on") => void) | null = null;
    typeAhead.onRelease(({ name }) => {
      heard.push(name);
      if (name === "j") arrive = typeAhead.hold("all");
    });
    const first = typeAhead.hold("all");
    for (const name of ["j", "a"]) typeAhead.keep({ name, at: 0 }, "all");
    first("pass on");
    expect(heard).toEqual(["j"]);
    (arrive as ((what: "pass on") => void) | null)?.("pass on");
    expect(heard).toEqual(["j", "a"]);
  });

  it("drops what was meant for a text field, and what is too old", () => {
    let now = 0;
    const { typeAhead, heard } = listening(() => now);
    const editor = typeAhead.hold("all");
    typeAhead.keep({ name: "a", at: 0 }, "all");
    editor("drop");
    const slow = typeAhead.hold("all");
    typeAhead.keep({ name: "x", at: 0 }, "all");
    now = 3_001;
    slow("pass on");
    slow("pass on");
    expect(heard).toEqual([]);
  });

  it("while the first page comes alive, only what means nothing yet waits", () => {
    const { typeAhead, heard } = listening();
    const firstPage = typeAhead.hold("unknown");
    expect(typeAhead.keep({ name: "g", at: 0 }, "all")).toBe(false);
    expect(typeAhead.keep({ name: "j", at: 0 }, "unknown")).toBe(true);
    firstPage("pass on");
    expect(heard).toEqual(["j"]);
    expect(typeAhead.keep({ name: "j", at: 0 }, "unknown")).toBe(false);
  });
});
