/** A run's start or stop, in time order. */
export interface RunMark {
  readonly at: Date;
  readonly isGoing: boolean;
}

/** Milliseconds in which work was being done between `startedAt` and `until`: pauses are left out. */
export function activeMs(startedAt: Date, until: Date, marks: readonly RunMark[]): number {
  let total = 0;
  let since: number | null = startedAt.getTime();
  for (const mark of marks) {
    if (mark.at < startedAt) continue;
    if (mark.isGoing) since ??= mark.at.getTime();
    else if (since !== null) {
      total += mark.at.getTime() - since;
      since = null;
    }
  }
  return total + (since === null ? 0 : Math.max(0, until.getTime() - since));
}
