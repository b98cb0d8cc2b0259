import clsx from "clsx";
import type { ComponentProps } from "react";

export type PillTone = "neutral" | "waiting" | "strong" | "good" | "bad";

const tones: Readonly<Record<PillTone, string>> = {
  neutral: "border-line-strong text-ink-2",
  waiting: "border-dashed border-line-strong text-ink-2",
  strong: "border-line-strong bg-selected text-ink",
  good: "border-accepted-line bg-accepted-wash text-accepted-ink",
  bad: "border-rejected-line bg-rejected-wash text-rejected-ink",
};

interface PillProps extends ComponentProps<"span"> {
  tone?: PillTone;
}

/** A state in one word. Green and red only for verdicts and grades; a run's state is neutral. */
export function Pill({ tone = "neutral", className, ...rest }: PillProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center gap-[5px] whitespace-nowrap rounded-full border py-0 pr-[7px] pl-[6px] text-xs font-medium [&_svg.lucide]:size-3 [&_svg.lucide]:stroke-[2.2]",
        tones[tone],
        className,
      )}
      {...rest}
    />
  );
}
