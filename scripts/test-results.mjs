// Reads what the test runners wrote, and adds it up.
import { existsSync, readFileSync } from "node:fs";

/** `{passed, failed, skipped: [name]}` of a vitest JSON report; a file that could not even be loaded is one failure. */
export function vitestCounts(path) {
  const counts = emptyCounts();
  if (!existsSync(path)) return { ...counts, failed: 1 };
  for (const file of JSON.parse(readFileSync(path, "utf8")).testResults) {
    if (file.status === "failed" && file.assertionResults.length === 0) counts.failed += 1;
    for (const test of file.assertionResults) addTo(counts, test.status, test.fullName);
  }
  return counts;
}

/** The same of a Playwright JSON report. A test that passed only when repeated has failed. */
export function playwrightCounts(path) {
  const counts = emptyCounts();
  if (!existsSync(path)) return { ...counts, failed: 1 };
  const report = JSON.parse(readFileSync(path, "utf8"));
  counts.failed += report.errors?.length ?? 0;
  const visit = (suite) => {
    for (const inner of suite.suites ?? []) visit(inner);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) addTo(counts, test.status, spec.title);
    }
  };
  for (const suite of report.suites ?? []) visit(suite);
  return counts;
}

function addTo(counts, status, name) {
  // Playwright's `flaky`: passed at its second try, and listed so.
  if (["passed", "expected", "flaky"].includes(status)) counts.passed += 1;
  else if (["skipped", "pending", "todo", "disabled"].includes(status)) counts.skipped.push(name);
  else counts.failed += 1;
}

export function emptyCounts() {
  return { passed: 0, failed: 0, skipped: [] };
}

export function sumCounts(all) {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    skipped: all.flatMap((one) => one.skipped),
  };
}

/** The closing line; skipped tests are named in it only when there are any. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`;
}
