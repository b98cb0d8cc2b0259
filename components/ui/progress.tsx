import clsx from "clsx";

interface ProgressProps {
  readonly value: number;
  readonly max: number;
  readonly label: string;
  readonly className?: string;
}

/** A 4 px bar; numbers stand beside it, never only in it. */
export function Progress({ value, max, label, className }: ProgressProps) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      className={clsx("h-1 overflow-hidden rounded-[2px] bg-line", className)}
    >
      <div
        className="h-full origin-left rounded-[2px] bg-ink transition-[width] duration-[140ms]"
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
