import clsx from "clsx";
import type { ReactNode } from "react";

/** One key cap. */
export function Kbd({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <kbd
      className={clsx(
        "inline-grid h-[17px] min-w-[17px] place-items-center rounded-sm border border-b-2 border-line-strong bg-surface px-1 font-mono text-2xs leading-none font-medium text-ink-2",
        className,
      )}
    >
      {children}
    </kbd>
  );
}

/** Several caps side by side: `keys="g r"` is the sequence g then r, `keys="Ctrl+k"` a chord. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className="inline-flex items-center gap-[3px]">
      {capsOf(keys).map((key, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice and the order never changes
        <Kbd key={at}>{key}</Kbd>
      ))}
    </span>
  );
}

const capNames: Readonly<Record<string, string>> = {
  Escape: "Esc",
  ArrowDown: "↓",
  ArrowUp: "↑",
};

/** `Ctrl+s` → `Ctrl`, `S`; `g r` → `g`, `r`. */
function capsOf(keys: string): string[] {
  if (keys === " ") return ["Space"];
  const caps = keys.split(keys.includes("+") ? "+" : " ");
  return caps.map((cap, at) => {
    const isLetterOfChord = at > 0 && cap.length === 1 && keys.includes("+");
    return isLetterOfChord ? cap.toUpperCase() : (capNames[cap] ?? cap);
  });
}
