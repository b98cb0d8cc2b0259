import { useTranslations } from "next-intl";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { DirectionSign } from "#components/sign/direction-sign.tsx";
import { OutcomeMark } from "#components/sign/outcome-mark.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { VerdictMark } from "#components/sign/verdict-mark.tsx";
import { cases } from "#lib/method/splice/schema.ts";
import {
  directions,
  type FacetName,
  type PairFacets,
  type PairFilters,
  pairOutcomes,
} from "#lib/pair/schema.ts";
import { verdicts } from "#lib/verdict/schema.ts";
import { FacetGroup, type FacetItem } from "./facet-group.tsx";
import type { StrategyPair } from "./strategy-pair.ts";
import { TokenHistogram } from "./token-histogram.tsx";

interface FacetPanelProps {
  readonly filters: PairFilters;
  readonly facets: PairFacets;
  readonly strategies: StrategyPair;
  readonly policies: readonly { readonly id: number; readonly name: string }[];
  readonly onToggle: (facet: FacetName, value: string) => void;
  readonly onTokens: (from: number, to: number) => void;
}

/** Counts by value beside the list; a value with no rows stays visible with its zero. */
export function FacetPanel({
  filters,
  facets,
  strategies,
  policies,
  onToggle,
  onTokens,
}: FacetPanelProps) {
  const t = useTranslations("trajectories.facet");
  const finding = useTranslations("sign.finding");
  const [one, two] = strategies;
  const countOf = (facet: FacetName, value: string) =>
    facets.facets[facet].find((found) => found.value === value)?.count ?? 0;
  const item = (facet: FacetName, value: string, label: React.ReactNode): FacetItem => ({
    value,
    label,
    count: countOf(facet, value),
    isOn: filters[facet].map(String).includes(value),
  });
  const group = (facet: FacetName, items: readonly FacetItem[], isFolded = false) => (
    <FacetGroup
      key={facet}
      name={facet}
      title={t(facet)}
      items={items}
      isFolded={isFolded}
      onToggle={(value) => onToggle(facet, value)}
    />
  );
  const codes = facets.facets.finding.filter((found) => found.value !== "none");
  return (
    <aside
      aria-label={t("label")}
      className="w-[206px] flex-none overflow-y-auto border-r border-line px-2 pt-1 pb-3"
    >
      {group("case", [
        ...cases.map((value) => item("case", value, <CaseSign value={value} />)),
        item("case", "none", t("noCase")),
      ])}
      {group(
        "direction",
        directions.map((value) =>
          item(
            "direction",
            value,
            <DirectionSign
              first={value === "1-2" ? one : two}
              second={value === "1-2" ? two : one}
              size="sm"
            />,
          ),
        ),
      )}
      {group("subset", [
        ...strategies.map((strategy) =>
          item(
            "subset",
            String(strategy.position),
            <>
              <SubsetSign {...strategy} size="sm" />
              <span className="truncate">{strategy.subsetName}</span>
            </>,
          ),
        ),
        ...(countOf("subset", "none") > 0 || filters.subset.includes("none")
          ? [item("subset", "none", t("noSubset"))]
          : []),
      ])}
      {group(
        "verdict",
        verdicts.map((value) => item("verdict", value, <VerdictMark value={value} />)),
      )}
      {group("finding", [
        item("finding", "none", t("noFinding")),
        ...codes.map(({ value }) =>
          item("finding", value, finding.has(`${value}.name`) ? finding(`${value}.name`) : value),
        ),
      ])}
      <TokenHistogram
        bars={facets.tokenHistogram}
        scale={facets.tokenScale}
        from={filters.minTokens}
        to={filters.maxTokens}
        onChoose={onTokens}
      />
      {group(
        "outcome",
        pairOutcomes.map((value) =>
          item(
            "outcome",
            value,
            value === "ungraded" ? t("ungraded") : <OutcomeMark value={value} isWorded />,
          ),
        ),
        filters.outcome.length === 0,
      )}
      {policies.length > 0
        ? group(
            "policy",
            policies.map(({ id, name }) =>
              item(
                "policy",
                String(id),
                <span className="truncate font-mono text-xs">{name}</span>,
              ),
            ),
            filters.policy.length === 0,
          )
        : null}
    </aside>
  );
}
