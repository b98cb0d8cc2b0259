import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { Count } from "#components/ui/number-link.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { noFilters, type PairFilters, type PairTabs } from "#lib/pair/schema.ts";
import { pairQuery } from "#lib/pair/url.ts";
import { listHref } from "./toggle-filter.ts";

type TabName = Exclude<keyof PairTabs, "attempts">;

const tabFilters: Readonly<Record<TabName, PairFilters>> = {
  all: noFilters,
  corrections: { ...noFilters, case: ["0,1"] },
  pending: { ...noFilters, verdict: ["pending"] },
  toRetry: { ...noFilters, case: ["0,0"] },
  undecided: { ...noFilters, outcome: ["undecided"] },
};
const order: readonly TabName[] = ["all", "corrections", "pending", "toRetry", "undecided"];

/** The tab whose filter this is; null for any other list. */
export function tabOf(filters: PairFilters): TabName | null {
  const query = pairQuery({ ...filters, q: "" });
  return order.find((name) => pairQuery(tabFilters[name]) === query) ?? null;
}

interface ListTabsProps {
  readonly base: string;
  readonly tabs: PairTabs;
  /** null: the attempts. */
  readonly filters: PairFilters | null;
}

/** The lists people come for, each a filter with its own address. */
export function ListTabs({ base, tabs, filters }: ListTabsProps) {
  const t = useTranslations("trajectories.tab");
  const active = filters === null ? "attempts" : tabOf(filters);
  const items = order.map((name) => ({
    href: listHref(base, tabFilters[name], "newest"),
    label: (
      <TabLabel count={tabs[name]}>
        {t(name)}
        {name === "toRetry" ? <CaseSign value="0,0" /> : null}
      </TabLabel>
    ),
    active: active === name,
  }));
  const attempts = {
    href: `${base}?tab=attempts`,
    label: <TabLabel count={tabs.attempts}>{t("attempts")}</TabLabel>,
    active: active === "attempts",
  };
  return <Tabs label={t("label")} items={[...items, attempts]} />;
}

const capped = 10_000;

function TabLabel({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  return (
    <>
      {children}
      <span className="text-xs font-normal text-ink-3">
        <Count value={count} cap={capped} />
      </span>
    </>
  );
}
