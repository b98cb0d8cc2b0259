import type { FacetName, PairFilters } from "#lib/pair/schema.ts";
import { pairQuery, readPairQuery } from "#lib/pair/url.ts";

/** The filters with one facet value switched on or off. */
export function toggled(filters: PairFilters, facet: FacetName, value: string): PairFilters {
  const chosen: readonly string[] = filters[facet].map(String);
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  return withFacet(filters, facet, next);
}

/** The filters with exactly these values of a facet; values that do not exist are left out. */
export function withFacet(
  filters: PairFilters,
  facet: FacetName,
  values: readonly string[],
): PairFilters {
  return { ...filters, [facet]: readPairQuery({ [facet]: values }).filters[facet] };
}

export interface FilterChip {
  readonly name: string;
  readonly value: string;
  readonly without: PairFilters;
}

const facets = ["case", "direction", "subset", "verdict", "outcome", "policy", "finding"] as const;

/** What is set, one chip each, with the filters that remain when it goes. Search has its own field. */
export function chipsOf(filters: PairFilters): readonly FilterChip[] {
  const chips: FilterChip[] = facets.flatMap((name) =>
    filters[name].map((value) => ({
      name,
      value: String(value),
      without: toggled(filters, name, String(value)),
    })),
  );
  if (filters.run !== null)
    chips.push({ name: "run", value: String(filters.run), without: { ...filters, run: null } });
  if (filters.problem !== null) {
    chips.push({
      name: "problem",
      value: String(filters.problem),
      without: { ...filters, problem: null },
    });
  }
  if (filters.minTokens !== null || filters.maxTokens !== null) {
    const value = `${filters.minTokens ?? 0}–${filters.maxTokens ?? ""}`;
    chips.push({
      name: "tokens",
      value,
      without: { ...filters, minTokens: null, maxTokens: null },
    });
  }
  if (filters.all)
    chips.push({ name: "attempts", value: "all", without: { ...filters, all: false } });
  return chips;
}

/** The list's address with these filters. */
export function listHref(
  base: string,
  filters: PairFilters,
  sort: Parameters<typeof pairQuery>[1],
): string {
  const query = pairQuery(filters, sort);
  return query === "" ? base : `${base}?${query}`;
}
