/** What to pass on after one more piece of text, and the stop string that ended the text, if one did. */
export interface Scanned {
  readonly emit: string;
  readonly hit: string | null;
}

/**
 * Watches generated text for stop strings. Text that may be the beginning of one is held back until it is clear; `emit`
 * never holds a character at or after the first stop string, unless `keep` asks for the string itself.
 */
export function createStopScanner(
  stops: readonly string[],
  keep: boolean,
): { push(piece: string): Scanned; flush(): string } {
  let held = "";
  return {
    push(piece) {
      held += piece;
      const first = firstStop(held, stops);
      if (first) {
        const emit = held.slice(0, first.at + (keep ? first.stop.length : 0));
        held = "";
        return { emit, hit: first.stop };
      }
      const safe = held.length - openEnd(held, stops);
      const emit = held.slice(0, safe);
      held = held.slice(safe);
      return { emit, hit: null };
    },
    flush() {
      const rest = held;
      held = "";
      return rest;
    },
  };
}

function firstStop(text: string, stops: readonly string[]): { at: number; stop: string } | null {
  let first: { at: number; stop: string } | null = null;
  for (const stop of stops) {
    const at = text.indexOf(stop);
    if (at >= 0 && (first === null || at < first.at)) first = { at, stop };
  }
  return first;
}

/** How many characters at the end of `text` could begin a stop string. */
function openEnd(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let n = Math.min(stop.length - 1, text.length); n > longest; n -= 1) {
      if (stop.startsWith(text.slice(text.length - n))) longest = n;
    }
  }
  return longest;
}
