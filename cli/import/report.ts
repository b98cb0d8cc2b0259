import { exitCodes } from "#cli/command.ts";
import { say } from "#cli/output.ts";
import type { BadRowReport } from "#lib/problem/schema.ts";

const shown = 20;

/** Tells about rows that cannot be read and sets the exit code: 1 when they kept everything out, 3 when they were left out. */
export function reportBadRows(bad: readonly BadRowReport[], isImported: boolean): void {
  if (bad.length === 0) return;
  for (const row of bad.slice(0, shown)) say(sentence(row));
  if (bad.length > shown) say(`… and ${bad.length - shown} more; --json lists all of them.`);
  say(summary(bad.length, isImported));
  process.exitCode = isImported ? exitCodes.partly : exitCodes.failed;
}

function sentence({ line, offset, field, reason }: BadRowReport): string {
  const place = offset === null ? `row ${line}` : `line ${line}, byte ${offset}`;
  return `${place}: ${field || "it"} ${reason}`;
}

function summary(count: number, isImported: boolean): string {
  const [rows, was, them] =
    count === 1 ? ["1 row", "was", "it"] : [`${count} rows`, "were", "them"];
  return isImported
    ? `${rows} cannot be read and ${was} left out.`
    : `${rows} cannot be read; nothing was imported. Repair the file, or leave ${them} out with --skip-bad.`;
}

/** A line of progress on a terminal, rewritten in place; nothing where nobody watches. */
export function progressLine(verb: string): (rows: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (rows) => {
    process.stderr.write(`\r${verb} ${rows} rows `);
  };
}
