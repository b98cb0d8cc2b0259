/** Median, 95th percentile and rate of a list of durations. */
export function summary(
  durationsMs: readonly number[],
  wallMs: number,
): {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
} {
  const sorted = [...durationsMs].sort((a, b) => a - b);
  return {
    p50Ms: round(quantile(sorted, 0.5)),
    p95Ms: round(quantile(sorted, 0.95)),
    perSecond: round((1000 * sorted.length) / wallMs),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Three significant digits are more than a shared machine can promise. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}
