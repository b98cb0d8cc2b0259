import { expect, it } from "vitest";
import { badRowsAsCsv, badRowsAsJsonLines } from "./bad-row-report.ts";

const rows = [
  { line: 3, offset: 20, field: "answer", reason: 'is "2", but 3' },
  { line: 4, offset: null, field: "=SUM(A1)", reason: "is empty." },
];

it("writes CSV that no spreadsheet runs", () => {
  expect(badRowsAsCsv(rows)).toBe(
    'line,offset,field,reason\r\n3,20,answer,"is ""2"", but 3"\r\n4,,\'=SUM(A1),is empty.\r\n',
  );
});

it("writes JSON Lines", () => {
  expect(
    badRowsAsJsonLines(rows)
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(rows);
});
