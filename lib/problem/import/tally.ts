import { Invalid } from "#lib/errors.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import type { BadRowReport, ProblemImportResult } from "../schema.ts";
import type { ReadProblem } from "./read-problems.ts";

/** More than this is the wrong file, not a file with mistakes. */
const mostBadRows = 100_000;

/** Counts an import while it reads, and notices a problem that comes twice. */
export class ImportTally {
  private rows = 0;
  private imported = 0;
  private duplicates = 0;
  private readonly bad: BadRowReport[] = [];
  private readonly bySubset = new Map<number, number>();
  private readonly seen = new Map<string, { readonly line: number; readonly answer: string }>();

  get hasBad(): boolean {
    return this.bad.length > 0;
  }

  /** Rows that are neither repeats nor in the project, bad ones aside. */
  get newRows(): number {
    return this.imported;
  }

  get read(): number {
    return this.rows + this.bad.length;
  }

  addBad({ line, offset, field, reason }: BadRowReport): void {
    if (this.bad.length >= mostBadRows) {
      throw new Invalid(
        `More than ${mostBadRows} rows cannot be read. Is this the right file, and are its columns the right ones?`,
      );
    }
    this.bad.push({ line, offset, field, reason });
  }

  /** True when the row is new in this file; a repeat is counted, a contradiction becomes a bad row. */
  admit(row: ReadProblem): boolean {
    const earlier = this.seen.get(row.hash);
    if (earlier && earlier.answer !== row.problem.answer) {
      this.contradiction(
        row,
        `line ${earlier.line} has the same problem with the answer "${short(earlier.answer)}".`,
      );
      return false;
    }
    this.count(row);
    if (earlier) {
      this.duplicates += 1;
      return false;
    }
    this.seen.set(row.hash, { line: row.line, answer: row.problem.answer });
    return true;
  }

  /** A problem that the project holds already, with this answer. */
  addKnown(row: ReadProblem, answer: string): void {
    if (answer === row.problem.answer) this.duplicates += 1;
    else {
      this.uncount(row);
      this.contradiction(
        row,
        `the project has this problem already, with the answer "${short(answer)}".`,
      );
    }
  }

  addImported(count: number): void {
    this.imported += count;
  }

  result(project: Pick<ProjectDetails, "strategies">, isImported: boolean): ProblemImportResult {
    return {
      rows: this.rows,
      imported: isImported ? this.imported : 0,
      duplicates: this.duplicates,
      isImported,
      bad: this.bad.toSorted((a, b) => a.line - b.line),
      subsets: project.strategies.map((strategy) => ({
        strategyId: strategy.id,
        name: strategy.subsetName,
        rows: this.bySubset.get(strategy.id) ?? 0,
      })),
    };
  }

  private count(row: ReadProblem): void {
    this.rows += 1;
    this.bySubset.set(row.favouredStrategyId, (this.bySubset.get(row.favouredStrategyId) ?? 0) + 1);
  }

  private uncount(row: ReadProblem): void {
    this.rows -= 1;
    this.bySubset.set(row.favouredStrategyId, (this.bySubset.get(row.favouredStrategyId) ?? 0) - 1);
  }

  private contradiction(row: ReadProblem, where: string): void {
    this.addBad({
      line: row.line,
      offset: row.offset,
      field: "answer",
      reason: `is "${short(row.problem.answer)}", but ${where} Keep the right one.`,
    });
  }
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
