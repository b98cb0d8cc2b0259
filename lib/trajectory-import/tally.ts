import { Invalid } from "#lib/errors.ts";
import type { Outcome } from "#lib/method/grading/schema.ts";
import type { BadRowReport } from "#lib/problem/schema.ts";
import type { TrajectoryImportResult } from "./schema.ts";

const mostBadRows = 100_000;

/** Counts what an import of attempts brings. */
export class TrajectoryTally {
  private rows = 0;
  private imported = 0;
  private pairs = 0;
  private rejoined = 0;
  private problems = 0;
  private duplicates = 0;
  private readonly outcomes: Record<Outcome, number> = { correct: 0, incorrect: 0, undecided: 0 };
  private readonly bad: BadRowReport[] = [];

  get hasBad(): boolean {
    return this.bad.length > 0;
  }

  get read(): number {
    return this.rows + this.bad.length;
  }

  addBad({ line, offset, field, reason }: BadRowReport): void {
    if (this.bad.length >= mostBadRows) {
      throw new Invalid(`More than ${mostBadRows} rows cannot be read. Is this the right file?`);
    }
    this.bad.push({ line, offset, field, reason });
  }

  /** Rows that can be taken. */
  addRows(count: number): void {
    this.rows += count;
  }

  addProblem(): void {
    this.problems += 1;
  }

  addDuplicate(): void {
    this.duplicates += 1;
  }

  addAttempt(outcome: Outcome): void {
    this.imported += 1;
    this.outcomes[outcome] += 1;
  }

  addPair(isExact: boolean): void {
    this.pairs += 1;
    if (!isExact) this.rejoined += 1;
  }

  result(isImported: boolean): TrajectoryImportResult {
    return {
      rows: this.rows,
      imported: this.imported,
      pairs: this.pairs,
      rejoined: this.rejoined,
      problems: this.problems,
      duplicates: this.duplicates,
      ...this.outcomes,
      isImported,
      bad: this.bad.toSorted((a, b) => a.line - b.line),
    };
  }
}
