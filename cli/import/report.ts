import { exitCodes } from "#cli/command.ts";
import { say } from "#cli/output.ts";
import type { BadRowReport } from "#lib/problem/schema.ts";

const shown = 20;

/** Tells about rows that cannot be read and sets the exit code: 1 when they kept everything out, 3 when they were left out. */
export function reportBadRows(bad: readonly BadRowReport[], isImported: boolean): void {
  if (bad.length === 0) return;
  for (const { line, offset, field, reason } of bad.slice(0, shown)) {
    const place = offset === null ? `row ${line}` : `line ${line}, byte ${offset}`;
    say(`${place}: ${field ? `${field} ` : "it "}${reason}`);
  }
  if (bad.length > shown) say(`… and ${bad.length - shown} more; --json lists all of them.`);
  const isOne = bad.length === 1;
  const rows = isOne ? "1 row cannot be read" : `${bad.length} rows cannot be read`;
  say(
    isImported
      ? `${rows} and ${isOne ? "was" : "were"} left out.`
      : `${rows}; nothing was imported. Repair the file, or leave ${isOne ? "it" : "them"} out with --skip-bad.`,
  );
  process.exitCode = isImported ? exitCodes.partly : exitCodes.failed;
}

/** A line of progress on a terminal, rewritten in place; nothing where nobody watches. */
export function progressLine(verb: string): (rows: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (rows) => {
    process.stderr.write(`\r${verb} ${rows} rows `);
  };
}
