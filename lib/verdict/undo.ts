import type { Verdict } from "./schema.ts";

export interface VerdictRow {
  readonly id: number;
  readonly value: Verdict;
  /** The row this one takes back; null for a decision. */
  readonly undoesId: number | null;
}

/**
 * What an undo does to a revision's verdicts (oldest first): which decision it takes back and what holds then.
 * Null when every decision was taken back already. Undoing again goes one decision further.
 */
export function nextUndo(
  rows: readonly VerdictRow[],
): { readonly undoesId: number; readonly value: Verdict } | null {
  const standing: VerdictRow[] = [];
  for (const row of rows) {
    if (row.undoesId === null) standing.push(row);
    else standing.pop();
  }
  const last = standing.at(-1);
  if (!last) return null;
  return { undoesId: last.id, value: standing.at(-2)?.value ?? "pending" };
}
