import { useTranslations } from "next-intl";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { Link } from "#components/ui/link.tsx";
import type { StrategyRow } from "#lib/project/schema.ts";

interface StrategyLegendProps {
  readonly projectId: number;
  readonly strategies: readonly StrategyRow[];
}

/** Who follows which strategy, and how to read the signs. */
export function StrategyLegend({ projectId, strategies }: StrategyLegendProps) {
  const t = useTranslations("map.strategies");
  return (
    <>
      {strategies.map((strategy) => (
        <p key={strategy.id} className="flex h-6 items-center gap-2">
          <StrategySign position={strategy.position} sign={strategy.sign} name={strategy.name} />
          <span className="truncate font-strong">{strategy.name}</span>
          <Link
            href={
              strategy.policyName
                ? `/projects/${projectId}/policies`
                : `/projects/${projectId}/settings`
            }
            className="ml-auto max-w-28 flex-none truncate font-mono text-xs text-ink-3 hover:underline"
          >
            {strategy.policyName ?? t("noTeacher")}
          </Link>
        </p>
      ))}
      <p className="mt-1.5 text-xs text-ink-3">
        {t("solid")} {t("outlined")}{" "}
        <span className="inline-flex items-center gap-1">
          <i aria-hidden className="hatch size-[9px] rounded-[2px]" />
          {t("hatched")}
        </span>
      </p>
    </>
  );
}
