import type { ReactNode } from "react";
import { KeyHint } from "./kbd.tsx";

export interface Hint {
  readonly keys: string;
  readonly label: ReactNode;
}

/** The 32 px bar at the bottom of lists and editors; it names what works now. */
export function HintBar({
  hints,
  right,
}: {
  readonly hints: readonly Hint[];
  readonly right?: ReactNode;
}) {
  return (
    <footer className="flex h-8 flex-none items-center gap-3.5 overflow-hidden border-t border-line bg-canvas px-3 text-xs whitespace-nowrap text-ink-2">
      {hints.map((hint) => (
        <span key={hint.keys} className="flex items-center gap-1.5">
          <KeyHint keys={hint.keys} />
          {hint.label}
        </span>
      ))}
      {right === undefined ? null : <span className="ml-auto text-ink-3">{right}</span>}
    </footer>
  );
}
