import clsx from "clsx";
import { isSquare, type SignSize } from "./strategy-sign.tsx";

const sizes: Readonly<Record<SignSize, string>> = {
  sm: "size-3.5 text-[9px]",
  md: "size-4 text-[10px]",
};

interface SubsetSignProps {
  readonly position: number;
  readonly sign: string;
  readonly subsetName: string;
  readonly size?: SignSize;
  readonly className?: string;
}

/** Outlined: the subset, named after the strategy that suits it. */
export function SubsetSign({
  position,
  sign,
  subsetName,
  size = "md",
  className,
}: SubsetSignProps) {
  return (
    <span
      role="img"
      aria-label={subsetName}
      title={subsetName}
      className={clsx(
        "inline-grid flex-none place-items-center align-[-3px] leading-none font-bold tracking-normal",
        sizes[size],
        isSquare(position)
          ? "rounded-[3.5px] text-strategy-1-ink shadow-[inset_0_0_0_1.5px_var(--strategy-1)]"
          : "rounded-full text-strategy-2-ink shadow-[inset_0_0_0_1.5px_var(--strategy-2)]",
        className,
      )}
    >
      {sign}
    </span>
  );
}
