import clsx from "clsx";

/** What a sign needs of a strategy; any row with these columns fits. */
export interface StrategyLook {
  readonly position: number;
  readonly sign: string;
  readonly name: string;
}

export type SignSize = "sm" | "md";

const sizes: Readonly<Record<SignSize, string>> = {
  sm: "size-3.5 text-[9px]",
  md: "size-4 text-[10px]",
};

/** Position 1 is a square, any other a circle: shape and hue say the same thing. */
export function isSquare(position: number): boolean {
  return position === 1;
}

interface StrategySignProps extends StrategyLook {
  readonly size?: SignSize;
  readonly className?: string;
}

/** Solid: the strategy that acts (a policy, a part of a splice, a rollout). */
export function StrategySign({ position, sign, name, size = "md", className }: StrategySignProps) {
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={clsx(
        "inline-grid flex-none place-items-center align-[-3px] leading-none font-bold tracking-normal",
        sizes[size],
        isSquare(position)
          ? "rounded-[3.5px] bg-strategy-1 text-strategy-1-on"
          : "rounded-full bg-strategy-2 text-strategy-2-on",
        className,
      )}
    >
      {sign}
    </span>
  );
}
