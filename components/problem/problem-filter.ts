import type { ProblemFilter } from "#lib/problem/schema.ts";

/** The tabs above the list: each is one filter with its own address. */
export type ProblemTab = "all" | "1" | "2" | "none" | "waiting" | "heldOut" | "archived";

const tabQueries: Readonly<Record<ProblemTab, Readonly<Record<string, string>>>> = {
  all: {},
  "1": { subset: "1" },
  "2": { subset: "2" },
  none: { subset: "none" },
  waiting: { taught: "no" },
  heldOut: { heldOut: "yes" },
  archived: { state: "archived" },
};

/** The address of a tab, keeping what is searched for. */
export function tabHref(base: string, tab: ProblemTab, q: string): string {
  const query = new URLSearchParams({ ...tabQueries[tab], ...(q ? { q } : {}) }).toString();
  return query ? `${base}?${query}` : base;
}

/** Which tab a filter belongs to. */
export function tabOf(filter: ProblemFilter): ProblemTab {
  if (filter.state === "archived") return "archived";
  if (filter.subset) return filter.subset;
  if (filter.taught === "no") return "waiting";
  return filter.heldOut === "yes" ? "heldOut" : "all";
}

/** The filter as a query string, for the route that loads more rows. */
export function filterQuery(filter: ProblemFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== null && value !== "") query.set(name, value);
  }
  return query;
}
