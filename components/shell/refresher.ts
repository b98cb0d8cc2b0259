const leastGapMs = 800;

export interface Refresher {
  /** A change wants the page read again. */
  readonly ask: () => void;
  /** The read under way has arrived. */
  readonly settle: () => void;
  readonly stop: () => void;
}

/** Folds wishes into few refreshes: one under way, at most one waiting, and a gap between them. */
export function createRefresher(refresh: () => void, now: () => number = Date.now): Refresher {
  let isUnderWay = false;
  let isWanted = false;
  let startedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const go = () => {
    timer = null;
    isWanted = false;
    isUnderWay = true;
    startedAt = now();
    refresh();
  };
  const plan = () => {
    if (isUnderWay || timer !== null) return;
    timer = setTimeout(go, Math.max(0, startedAt + leastGapMs - now()));
  };
  return {
    ask: () => {
      isWanted = true;
      plan();
    },
    settle: () => {
      isUnderWay = false;
      if (isWanted) plan();
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      isWanted = false;
      isUnderWay = false;
    },
  };
}
