import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";

export interface SplitSide {
  readonly value: number;
  readonly href?: string;
  readonly label: string;
}

interface SplitBarProps {
  /** Left: strategy 1, right: strategy 2. */
  readonly sides: readonly [SplitSide, SplitSide];
  /** Where the left side should end, in [0, 1]. */
  readonly target: number;
  readonly targetLabel: string;
  readonly className?: string;
}

/** Two fills and one 2 px target tick. */
export function SplitBar({ sides, target, targetLabel, className }: SplitBarProps) {
  const [left, right] = sides;
  const total = left.value + right.value;
  const share = total > 0 ? left.value / total : 0;
  return (
    <div
      className={clsx(
        "relative flex h-3.5 gap-0.5",
        total === 0 && "rounded-[3px] bg-line",
        className,
      )}
    >
      {total === 0 ? null : (
        <>
          <Fill side={left} width={share} className="rounded-l-[3px] bg-strategy-1" />
          <Fill side={right} width={1 - share} className="rounded-r-[3px] bg-strategy-2" />
        </>
      )}
      <span
        role="img"
        aria-label={targetLabel}
        title={targetLabel}
        className="absolute -top-1 -bottom-1 -ml-px w-0.5 bg-ink shadow-[0_0_0_1.5px_var(--surface)]"
        style={{ left: `${target * 100}%` }}
      />
    </div>
  );
}

function Fill({
  side,
  width,
  className,
}: {
  readonly side: SplitSide;
  readonly width: number;
  readonly className: string;
}): ReactNode {
  const look = clsx("block min-w-0 transition-[width] duration-[140ms]", className);
  const style = { width: `${width * 100}%` };
  if (side.href === undefined) return <span className={look} style={style} title={side.label} />;
  return (
    <Link
      href={side.href}
      className={look}
      style={style}
      title={side.label}
      aria-label={side.label}
    />
  );
}
