import clsx from "clsx";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SignSize, type StrategyLook, StrategySign } from "./strategy-sign.tsx";

interface DirectionSignProps {
  readonly first: StrategyLook;
  readonly second: StrategyLook;
  readonly size?: SignSize;
  /** Names beside the signs. */
  readonly isNamed?: boolean;
}

/** Which strategy goes first: two solid signs and an arrow. */
export function DirectionSign({ first, second, size = "md", isNamed = false }: DirectionSignProps) {
  const t = useTranslations("sign");
  return (
    <span
      className={clsx("inline-flex max-w-full items-center", isNamed ? "gap-1.5" : "gap-[3px]")}
      title={t("direction", { first: first.name, second: second.name })}
    >
      <StrategySign position={first.position} sign={first.sign} name={first.name} size={size} />
      {isNamed ? <span className="min-w-0 truncate">{first.name}</span> : null}
      <ArrowRight className="size-3 text-ink-3" aria-label={t("to")} role="img" />
      <StrategySign position={second.position} sign={second.sign} name={second.name} size={size} />
      {isNamed ? <span className="min-w-0 truncate">{second.name}</span> : null}
    </span>
  );
}
