import { expect, it } from "vitest";
import { hostilePrograms } from "./corpus.ts";

it("has at least 100 programs, each with its own name", () => {
  expect(new Set(hostilePrograms.map(({ name }) => name)).size).toBe(hostilePrograms.length);
  expect(hostilePrograms.length).toBeGreaterThanOrEqual(100);
});
