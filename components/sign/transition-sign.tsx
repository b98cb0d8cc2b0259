import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { SignSize } from "./strategy-sign.tsx";

const sizes: Readonly<Record<SignSize, string>> = {
  sm: "size-3.5 text-[9px]",
  md: "size-4 text-[11px]",
};

interface TransitionSignProps {
  readonly kind: "correction" | "verification";
  readonly size?: SignSize;
  readonly className?: string;
}

/** Diamond − is a correction, diamond + a verification. */
export function TransitionSign({ kind, size = "md", className }: TransitionSignProps) {
  const t = useTranslations("sign.transition");
  return (
    <span
      role="img"
      aria-label={t(kind)}
      title={t(kind)}
      className={clsx(
        "relative inline-grid flex-none place-items-center align-[-3px] leading-none font-bold tracking-normal text-transition-on before:absolute before:inset-0.5 before:rotate-45 before:rounded-[2px] before:bg-transition before:content-['']",
        sizes[size],
        className,
      )}
    >
      <b className="relative leading-none">{kind === "correction" ? "−" : "+"}</b>
    </span>
  );
}
