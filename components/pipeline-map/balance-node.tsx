import { ArrowRight, Check, Scale, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { shortNumber } from "#components/ui/short-number.ts";
import { SplitBar } from "#components/ui/split-bar.tsx";
import type { BalanceFigures } from "#lib/pipeline-map/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { pairsHref } from "./links.ts";
import { Node } from "./node.tsx";

interface BalanceNodeProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly balance: BalanceFigures;
}

/** Entries and trained tokens against one target tick, so that a gap between the two is seen at once. */
export function BalanceNode({ projectId, strategies, balance }: BalanceNodeProps) {
  const t = useTranslations("map.balance");
  const format = useFormatter();
  const href = `/projects/${projectId}/balance`;
  const [one, two] = balance.subsets;
  const ratio = balance.ratio ?? [1, 1];
  const common = { projectId, strategies, ratio };
  return (
    <Node
      icon={Scale}
      title={t("title")}
      href={href}
      isStrong={balance.chosen > 0}
      isWaiting={balance.eligible === 0}
      right={
        <span className="text-ink-3">
          {balance.isStored
            ? t("rule", { seed: balance.seed, one: ratio[0], two: ratio[1] })
            : t("noRule")}
        </span>
      }
    >
      <p className="mb-1 flex items-center gap-1 px-2.5 text-xs text-ink-2">
        {t("eligible", { n: balance.eligible })}
        <ArrowRight className="size-3 text-ink-3" aria-label={t("of")} role="img" />
        <Link href={href} className="link font-strong text-ink">
          {t("in", { n: balance.chosen })}
        </Link>
        {" · "}
        <Link href={href} className="link">
          {t("out", { n: balance.eligible - balance.chosen })}
        </Link>
      </p>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(210px,1fr))]">
        <Meter
          {...common}
          label={t("entries")}
          values={[one.entries, two.entries]}
          show={(value) => format.number(value)}
        />
        <Meter
          {...common}
          label={t("tokens")}
          values={[one.trainedTokens, two.trainedTokens]}
          show={(value) => shortNumber(format, value)}
        />
      </div>
      <p className="px-2.5 pb-1">
        <Button size="sm" asChild>
          <Link href={href}>{balance.isStored ? t("change") : t("choose")}</Link>
        </Button>
      </p>
    </Node>
  );
}

interface MeterProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly ratio: readonly [number, number];
  readonly label: string;
  readonly values: readonly [number, number];
  readonly show: (value: number) => string;
}

function Meter({ projectId, strategies, ratio, label, values, show }: MeterProps) {
  const t = useTranslations("map.balance");
  const total = values[0] + values[1];
  const target = ratio[0] / (ratio[0] + ratio[1]);
  const off = total > 0 ? Math.round(Math.abs(values[0] / total - target) * 100) : null;
  const side = (at: 0 | 1) => ({
    value: values[at],
    href: pairsHref(projectId, { subset: at === 0 ? 1 : 2 }),
    label: `${strategies[at].subsetName}: ${show(values[at])}`,
  });
  return (
    <div className="px-2.5 pt-1 pb-2.5">
      <div className="flex items-center gap-2">
        <span className="font-strong whitespace-nowrap">{label}</span>
        <span className="text-xs text-ink-3">{show(total)}</span>
        {off === null ? null : <OffTarget points={off} />}
      </div>
      <SplitBar
        className="mt-[5px] mb-1"
        sides={[side(0), side(1)]}
        target={target}
        targetLabel={t("target", { one: ratio[0], two: ratio[1] })}
      />
      <div className="flex justify-between text-xs">
        <Side
          strategy={strategies[0]}
          value={show(values[0])}
          percent={percentOf(values[0], total)}
        />
        <Side
          strategy={strategies[1]}
          value={show(values[1])}
          percent={percentOf(values[1], total)}
          isRight
        />
      </div>
    </div>
  );
}

function OffTarget({ points }: { readonly points: number }) {
  const t = useTranslations("map.balance");
  const isOn = points <= 2;
  return (
    <span
      className={`ml-auto flex items-center gap-1 whitespace-nowrap text-xs ${isOn ? "text-ink-3" : "font-strong"}`}
    >
      {isOn ? (
        <Check className="size-3" aria-hidden />
      ) : (
        <TriangleAlert className="size-3" aria-hidden />
      )}
      {isOn ? t("onTarget") : t("offTarget", { n: points })}
    </span>
  );
}

function percentOf(value: number, total: number): number {
  return total > 0 ? (100 * value) / total : 0;
}

interface SideProps {
  readonly strategy: StrategyRow;
  readonly value: string;
  readonly percent: number;
  readonly isRight?: boolean;
}

function Side({ strategy, value, percent, isRight = false }: SideProps) {
  const format = useFormatter();
  return (
    <span className={`flex items-center gap-1 ${isRight ? "flex-row-reverse" : ""}`}>
      <SubsetSign
        position={strategy.position}
        sign={strategy.sign}
        subsetName={strategy.subsetName}
      />
      <b className="font-semibold">{value}</b>
      <span className="text-ink-3">{`${format.number(percent, { maximumFractionDigits: 1 })} %`}</span>
    </span>
  );
}
