/** What a shortcut is written as: `j`, `?`, `Enter`, `Ctrl+s`, `Alt+1`, or the sequence `g r`. */

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const sequenceTimeoutMs = 1_200;

/** The press in shortcut writing; null for a bare modifier. Command counts as Ctrl; shift is in the character itself. */
export function pressName(press: KeyPress): string | null {
  if (["Control", "Meta", "Alt", "Shift", "Dead", "Process", "Unidentified"].includes(press.key))
    return null;
  const isCharacter = press.key.length === 1;
  const hasModifier = press.ctrlKey || press.metaKey || press.altKey;
  const key = isCharacter && hasModifier ? press.key.toLowerCase() : press.key;
  const control = press.ctrlKey || press.metaKey ? "Ctrl+" : "";
  return `${control}${press.altKey ? "Alt+" : ""}${key}`;
}

/** True for presses that also mean something while a person types. */
export function isChord(name: string): boolean {
  return name.startsWith("Ctrl+") || name.startsWith("Alt+");
}

export interface Progress {
  readonly prefix: string;
  readonly at: number;
}
export const noProgress: Progress = { prefix: "", at: 0 };

export interface KeyStep {
  /** The shortcut that is now complete. */
  readonly match: string | null;
  readonly progress: Progress;
}

/** One press further: a complete shortcut, a started sequence, or nothing. `now` in milliseconds. */
export function stepKeys(
  known: readonly string[],
  progress: Progress,
  name: string,
  now: number,
): KeyStep {
  const isFresh = progress.prefix !== "" && now - progress.at <= sequenceTimeoutMs;
  const candidates = isFresh ? [`${progress.prefix} ${name}`, name] : [name];
  for (const candidate of candidates) {
    if (known.includes(candidate)) return { match: candidate, progress: noProgress };
    if (known.some((keys) => keys.startsWith(`${candidate} `))) {
      return { match: null, progress: { prefix: candidate, at: now } };
    }
  }
  return { match: null, progress: noProgress };
}
