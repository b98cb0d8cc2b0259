export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}
export function vitestCounts(path: string): Counts;
export function playwrightCounts(path: string): Counts;
export function emptyCounts(): Counts;
export function sumCounts(all: readonly Counts[]): Counts;
export function closingLine(counts: Counts): string;
