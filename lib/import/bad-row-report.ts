/** A row of the report, whatever was imported. */
export interface ReportedRow {
  readonly line: number;
  readonly offset: number | null;
  readonly field: string;
  readonly reason: string;
}

/** The report as JSON Lines. */
export function badRowsAsJsonLines(rows: readonly ReportedRow[]): string {
  return rows
    .map(
      ({ line, offset, field, reason }) => `${JSON.stringify({ line, offset, field, reason })}\n`,
    )
    .join("");
}

/** The report as CSV with a header line. Cells that a spreadsheet would take for a formula start with an apostrophe. */
export function badRowsAsCsv(rows: readonly ReportedRow[]): string {
  const lines = rows.map((row) =>
    [row.line, row.offset ?? "", row.field, row.reason]
      .map((cell) => csvCell(String(cell)))
      .join(","),
  );
  return ["line,offset,field,reason", ...lines, ""].join("\r\n");
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
