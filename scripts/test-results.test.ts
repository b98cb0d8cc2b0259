import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closingLine, playwrightCounts, sumCounts, vitestCounts } from "./test-results.mjs";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dualdistill-results-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

it("counts vitest's tests, and a file that could not be loaded as a failure", () => {
  const path = report({
    testResults: [
      {
        status: "passed",
        assertionResults: [
          { status: "passed", fullName: "a" },
          { status: "skipped", fullName: "b" },
        ],
      },
      {
        status: "failed",
        assertionResults: [
          { status: "failed", fullName: "c" },
          { status: "passed", fullName: "d" },
        ],
      },
      { status: "failed", assertionResults: [] },
      {
        status: "passed",
        assertionResults: [
          { status: "todo", fullName: "e" },
          { status: "strange", fullName: "f" },
        ],
      },
    ],
  });
  expect(vitestCounts(path)).toEqual({ passed: 2, failed: 3, skipped: ["b", "e"] });
});

it("counts Playwright's tests in nested suites; a second try that passes counts, a broken run has failed", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const path = report({
    errors: [{ message: "a spec file does not load" }],
    suites: [
      {
        specs: [spec("a", "expected"), spec("b", "unexpected")],
        suites: [{ specs: [spec("c", "flaky")] }],
      },
      { specs: [spec("d", "skipped")] },
    ],
  });
  expect(playwrightCounts(path)).toEqual({ passed: 2, failed: 2, skipped: ["d"] });
});

it("takes a missing report for a failure: the runner died", () => {
  expect(vitestCounts(join(folder, "none.json"))).toEqual({ passed: 0, failed: 1, skipped: [] });
  expect(playwrightCounts(join(folder, "none.json"))).toEqual({
    passed: 0,
    failed: 1,
    skipped: [],
  });
});

it("closes with one line", () => {
  const all = [
    { passed: 3, failed: 0, skipped: [] },
    { passed: 4, failed: 1, skipped: ["x (no browser)"] },
  ];
  expect(closingLine(sumCounts(all))).toBe("7 passed, 1 failed, 1 skipped");
  expect(closingLine(sumCounts(all.slice(0, 1)))).toBe("3 passed, 0 failed");
});
