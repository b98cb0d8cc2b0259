import { describe, expect, it } from "vitest";
import { Invalid, messageOf, outageOf } from "./errors.ts";

describe("an outage, whatever says so", () => {
  it.each([
    [Object.assign(new Error("write"), { code: "ENOSPC" }), "The disk is full."],
    [new Error('could not extend file "base/1": No space left on device'), "The disk is full."],
    [
      new Error(
        "Invalid `prisma.unit.findMany()` invocation:\n\nCan't reach database server at `127.0.0.1:1`",
      ),
      "The database does not answer.",
    ],
    [
      new Error("query failed", { cause: Object.assign(new Error("gone"), { code: "P1017" }) }),
      "The database does not answer.",
    ],
  ])("%s", (thrown, says) => {
    expect(messageOf(thrown)).toContain(says);
    expect(outageOf(thrown)?.code).toBe("unavailable");
  });

  it("is nothing else", () => {
    expect(outageOf(new Invalid("The file says ENOSPC."))).toBeNull();
    expect(outageOf("ENOSPC")).toBeNull();
    expect(messageOf(new Error("wrong"))).toBe("wrong");
  });
});
