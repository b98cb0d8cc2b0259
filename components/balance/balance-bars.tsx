import { Check, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { SplitBar } from "#components/ui/split-bar.tsx";
import type { BalanceTotals } from "#lib/balance/schema.ts";
import type { BalanceRule } from "#lib/method/balance/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { subsetHref } from "./hrefs.ts";

interface BalanceBarsProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly rule: BalanceRule;
  readonly totals: BalanceTotals;
}

/** Entries and trained tokens against one target tick: a gap between the two is seen at once. */
export function BalanceBars(props: BalanceBarsProps) {
  const t = useTranslations("balance");
  const { bySubset } = props.totals;
  return (
    <div className="grid gap-x-8 gap-y-4 px-5 py-4 min-[1100px]:grid-cols-2">
      <Meter
        {...props}
        name={t("entries")}
        values={[bySubset["1"].entries, bySubset["2"].entries]}
        isChosen={props.rule.by === "entries"}
      />
      <Meter
        {...props}
        name={t("trainedTokens")}
        values={[bySubset["1"].trainedTokens, bySubset["2"].trainedTokens]}
        isChosen={props.rule.by === "tokens"}
      />
    </div>
  );
}

interface MeterProps extends BalanceBarsProps {
  readonly name: string;
  readonly values: readonly [number, number];
  /** The ratio is measured in this one. */
  readonly isChosen: boolean;
}

function Meter({ projectId, strategies, rule, name, values, isChosen }: MeterProps) {
  const t = useTranslations("balance");
  const format = useFormatter();
  const total = values[0] + values[1];
  const [one, two] = rule.ratio ?? [1, 1];
  const target = one / (one + two);
  const sides = strategies.map((strategy, i) => ({
    value: values[i] ?? 0,
    href: subsetHref(projectId, strategy.position, rule),
    label: t("side", { subset: strategy.subsetName, value: format.number(values[i] ?? 0) }),
  }));
  const [left, right] = sides;
  if (!left || !right) return null;
  return (
    <section aria-label={name} className="min-w-0">
      <header className="flex h-7 items-center gap-2 whitespace-nowrap">
        <h2 className="font-strong">{name}</h2>
        <span className="text-xs text-ink-3">{format.number(total)}</span>
        {isChosen ? (
          <span className="min-w-0 truncate text-xs text-ink-3">{t("measured")}</span>
        ) : null}
        <span className="ml-auto">
          {rule.ratio === null || total === 0 ? null : (
            <OffTarget points={Math.abs(values[0] / total - target) * 100} />
          )}
        </span>
      </header>
      <SplitBar
        sides={[left, right]}
        target={target}
        targetLabel={t("target", { one, two })}
        className="my-1.5 h-4"
      />
      <p className="flex justify-between text-sm">
        {strategies.map((strategy, i) => (
          <span
            key={strategy.id}
            className={`flex items-center gap-1.5 ${i === 0 ? "" : "flex-row-reverse"}`}
          >
            <SubsetSign
              position={strategy.position}
              sign={strategy.sign}
              subsetName={strategy.subsetName}
            />
            <b className="font-semibold">{format.number(values[i] ?? 0)}</b>
            <span className="text-ink-3">
              {t("percent", {
                value: total === 0 ? 0 : Math.round(((values[i] ?? 0) / total) * 1000) / 10,
              })}
            </span>
          </span>
        ))}
      </p>
    </section>
  );
}

function OffTarget({ points }: { readonly points: number }) {
  const t = useTranslations("balance");
  const n = Math.round(points * 10) / 10;
  const isOn = n < 1;
  return (
    <span className={`flex items-center gap-1 text-xs ${isOn ? "text-ink-3" : "font-strong"}`}>
      {isOn ? (
        <Check className="size-3" aria-hidden />
      ) : (
        <TriangleAlert className="size-3" aria-hidden />
      )}
      {isOn ? t("onTarget") : t("offTarget", { n })}
    </span>
  );
}
