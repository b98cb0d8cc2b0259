export interface HeldPress {
  readonly name: string;
  /** Milliseconds, of the clock that events carry. */
  readonly at: number;
}

/** What becomes of presses that were made while a page was on its way. */
export type Held = "pass on" | "drop";

/** Which presses wait: all of them, or those that mean nothing on the page as it stands. */
export type Waits = "all" | "unknown";

export interface TypeAhead {
  /** From now on presses are held; the returned function ends that. */
  readonly hold: (which: Waits) => (what: Held) => void;
  /** Takes a press that has to wait; false when it has not. */
  readonly keep: (press: HeldPress, which: Waits) => boolean;
  /** Where held presses go, one by one, in order. */
  readonly onRelease: (press: (held: HeldPress) => void) => void;
}

/** A press this old was meant for a page that did not come. */
const staleMs = 3_000;

/**
 * Keys pressed between "go there" and "there it is" belong to the page that comes, never to the one that still stands:
 * `j` `a` accepts the next pair, however slow it is. A press that starts another journey holds the rest again.
 */
export function createTypeAhead(now: () => number): TypeAhead {
  const holders = { all: 0, unknown: 0 };
  const isFree = () => holders.all + holders.unknown === 0;
  let waiting: HeldPress[] = [];
  let release: (held: HeldPress) => void = () => undefined;
  const flush = () => {
    const presses = waiting;
    waiting = [];
    for (const press of presses) {
      if (now() - press.at > staleMs) continue;
      if (holders.all > 0) waiting.push(press);
      else release(press);
    }
  };
  return {
    hold: (which) => {
      let isHolding = true;
      holders[which] += 1;
      return (what) => {
        if (!isHolding) return;
        isHolding = false;
        holders[which] -= 1;
        if (what === "drop") waiting = [];
        if (isFree()) flush();
      };
    },
    keep: (press, which) => {
      if (holders[which] === 0) return false;
      waiting.push(press);
      return true;
    },
    onRelease: (press) => {
      release = press;
    },
  };
}
