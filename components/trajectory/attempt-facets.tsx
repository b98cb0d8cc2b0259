import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OutcomeMark } from "#components/sign/outcome-mark.tsx";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { findingCodes } from "#lib/method/trajectory/schema.ts";
import { type AttemptFilters, attemptOutcomes } from "#lib/trajectory/schema.ts";
import { FacetGroup, type FacetItem } from "./facet-group.tsx";
import type { StrategyPair } from "./strategy-pair.ts";

export type AttemptFacetName = "strategy" | "policy" | "outcome" | "finding";

interface AttemptFacetsProps {
  readonly filters: AttemptFilters;
  readonly strategies: StrategyPair;
  readonly policies: readonly { readonly id: number; readonly name: string }[];
  readonly onToggle: (facet: AttemptFacetName, value: string) => void;
}

/** What single trajectories can be narrowed to. */
export function AttemptFacets({ filters, strategies, policies, onToggle }: AttemptFacetsProps) {
  const t = useTranslations("trajectories");
  const finding = useTranslations("sign.finding");
  const item = (facet: AttemptFacetName, value: string, label: ReactNode): FacetItem => ({
    value,
    label,
    count: null,
    isOn: filters[facet].map(String).includes(value),
  });
  const group = (facet: AttemptFacetName, title: string, items: readonly FacetItem[]) => (
    <FacetGroup
      name={facet}
      title={title}
      items={items}
      isFolded={false}
      onToggle={(value) => onToggle(facet, value)}
    />
  );
  return (
    <aside
      aria-label={t("facet.label")}
      className="w-[206px] flex-none overflow-y-auto border-r border-line px-2 pt-1 pb-3"
    >
      {group(
        "strategy",
        t("facet.strategy"),
        strategies.map((strategy) =>
          item(
            "strategy",
            String(strategy.position),
            <>
              <StrategySign {...strategy} size="sm" />
              <span className="truncate">{strategy.name}</span>
            </>,
          ),
        ),
      )}
      {policies.length > 0
        ? group(
            "policy",
            t("facet.policy"),
            policies.map(({ id, name }) =>
              item(
                "policy",
                String(id),
                <span className="truncate font-mono text-xs">{name}</span>,
              ),
            ),
          )
        : null}
      {group(
        "outcome",
        t("facet.grade"),
        attemptOutcomes.map((value) =>
          item(
            "outcome",
            value,
            value === "ungraded" ? t("facet.ungraded") : <OutcomeMark value={value} isWorded />,
          ),
        ),
      )}
      {group("finding", t("facet.finding"), [
        item("finding", "none", t("facet.noFinding")),
        ...findingCodes.map((code) => item("finding", code, finding(`${code}.name`))),
      ])}
    </aside>
  );
}
