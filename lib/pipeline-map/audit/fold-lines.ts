import type { AuditLine } from "../schema.ts";

export type AuditRow = Omit<AuditLine, "times">;

/** Newest first; the same action by the same actor in a row becomes one line with its number. */
export function foldAuditLines(rows: readonly AuditRow[], most: number): AuditLine[] {
  const lines: AuditLine[] = [];
  for (const row of rows) {
    const last = lines.at(-1);
    if (last && isAlike(last, row)) lines[lines.length - 1] = { ...last, times: last.times + 1 };
    else lines.push({ ...row, times: 1 });
  }
  return lines.slice(0, most);
}

function isAlike(line: AuditRow, row: AuditRow): boolean {
  return (
    line.action === row.action &&
    line.actor === row.actor &&
    line.details.verdict === row.details.verdict
  );
}
