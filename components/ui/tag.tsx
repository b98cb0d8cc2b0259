import clsx from "clsx";
import type { ComponentProps } from "react";

interface TagProps extends ComponentProps<"span"> {
  /** Ids, hashes, names of formats. */
  mono?: boolean;
}

/** A small neutral label: a setting's value, a format, a finding. */
export function Tag({ mono = false, className, ...rest }: TagProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-[18px] items-center gap-1 whitespace-nowrap rounded-sm bg-sunken px-1.5 text-xs text-ink-2 shadow-[inset_0_0_0_1px_var(--line)] [&_svg.lucide]:size-[11px]",
        mono && "font-mono text-[11px]",
        className,
      )}
      {...rest}
    />
  );
}
