"use client";

import { ArrowUp, Link as LinkIcon } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import {
  type PairFacets,
  type PairFilters,
  type PairSort,
  pairSortSchema,
  pairSorts,
} from "#lib/pair/schema.ts";
import { FilterBar } from "./filter-bar.tsx";
import type { StrategyPair } from "./strategy-pair.ts";
import { chipsOf, type FilterChip } from "./toggle-filter.ts";

interface ListToolbarProps {
  readonly filters: PairFilters;
  readonly sort: PairSort;
  readonly facets: PairFacets;
  readonly added: number;
  readonly policies: readonly { readonly id: number; readonly name: string }[];
  readonly strategies: StrategyPair;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onFilter: (filters: PairFilters, sort?: PairSort) => void;
  readonly onRefresh: () => void;
}

/** Search with its chips, how many rows there are, what came since, the order, the address. */
export function ListToolbar(props: ListToolbarProps) {
  const { filters, sort, facets, added, onFilter } = props;
  const t = useTranslations("trajectories");
  const format = useFormatter();
  const chips = chipsOf(filters).map((chip) => ({
    name: chip.name,
    value: chipValue(chip, props),
    onRemove: () => onFilter(chip.without),
  }));
  return (
    <div className="flex h-11 flex-none items-center gap-2 border-b border-line px-3 whitespace-nowrap">
      <FilterBar
        chips={chips}
        q={filters.q}
        placeholder={t("searchHint")}
        onSearch={(q) => onFilter({ ...filters, q })}
        input={props.search}
      />
      <span className="flex-none text-ink-3" role="status">
        <b className="font-strong text-ink">{format.number(facets.total)}</b>{" "}
        {t("totals", {
          count: facets.total,
          trained: format.number(facets.trainedTokens, {
            notation: "compact",
            maximumFractionDigits: 2,
          }),
        })}
      </span>
      {added > 0 ? (
        <Button size="sm" onClick={props.onRefresh}>
          <ArrowUp aria-hidden />
          {t("added", { count: added })}
        </Button>
      ) : null}
      <span className="ml-auto flex flex-none items-center gap-1">
        <CopyLink />
        <Select
          label={t("sort.label")}
          value={sort}
          onChange={(value) => onFilter(filters, pairSortSchema.parse(value))}
          options={pairSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
        />
      </span>
    </div>
  );
}

/** Ids and positions in the address are names on the screen. */
function chipValue(chip: FilterChip, { policies, strategies }: ListToolbarProps): string {
  if (chip.name === "policy") {
    return policies.find((policy) => String(policy.id) === chip.value)?.name ?? chip.value;
  }
  if (chip.name === "subset") {
    return (
      strategies.find((strategy) => String(strategy.position) === chip.value)?.subsetName ??
      chip.value
    );
  }
  if (chip.name !== "direction") return chip.value;
  const [one, two] = strategies;
  return chip.value === "1-2" ? `${one.sign}→${two.sign}` : `${two.sign}→${one.sign}`;
}

function CopyLink() {
  const t = useTranslations("trajectories");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <Button
      variant="quiet"
      size="sm"
      onClick={() => void copy()}
      aria-label={t("copyLink")}
      title={t("copyLink")}
    >
      <LinkIcon aria-hidden />
      {isCopied ? <span role="status">{t("copied")}</span> : null}
    </Button>
  );
}
