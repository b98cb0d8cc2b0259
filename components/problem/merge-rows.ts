import type { ProblemListRow, ProblemPage } from "#lib/problem/schema.ts";

/** Rows loaded so far and the ordinal to go on after; null: that is all. */
export interface LoadedRows {
  readonly rows: readonly ProblemListRow[];
  readonly next: number | null;
}

/** Adds the page that follows. */
export function appendPage(loaded: LoadedRows, page: ProblemPage): LoadedRows {
  const last = loaded.rows.at(-1)?.ordinal ?? 0;
  return {
    rows: [...loaded.rows, ...page.rows.filter((row) => row.ordinal > last)],
    next: page.next,
  };
}

/**
 * Puts a page that was read anew in the place of the rows it covers: those after `after`, up to its own last row, or to
 * the end when nothing follows it. Rows outside stay as they are, so that the list does not jump.
 */
export function replacePage(loaded: LoadedRows, page: ProblemPage, after: number): LoadedRows {
  const end = page.next ?? Number.POSITIVE_INFINITY;
  const before = loaded.rows.filter((row) => row.ordinal <= after);
  const behind = loaded.rows.filter((row) => row.ordinal > end);
  const next = behind.length > 0 ? loaded.next : page.next;
  return { rows: [...before, ...page.rows, ...behind], next };
}
