import { z } from "zod";
import { type PairFilters, type PairSort, pairFiltersSchema, pairSortSchema } from "./schema.ts";

/** A query as pages get it, or as `URLSearchParams` hold it. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const repeated = [
  "case",
  "direction",
  "subset",
  "verdict",
  "outcome",
  "policy",
  "finding",
] as const;
const numbers = ["minTokens", "maxTokens", "run", "problem"] as const;
const idSchema = z.coerce.number().int().nonnegative().max(2_147_483_647);

/** The list that an address asks for; values that do not exist (an old link) are left out, never an error. */
export function readPairQuery(query: Query): {
  readonly filters: PairFilters;
  readonly sort: PairSort;
} {
  const { shape } = pairFiltersSchema;
  const filters: Record<string, unknown> = { all: listOf(query.all)[0] === "1" };
  for (const name of repeated) {
    const values = name === "policy" ? listOf(query[name]).map(numberOf) : listOf(query[name]);
    filters[name] = values.filter((value) => shape[name].safeParse([value]).success);
  }
  for (const name of numbers) filters[name] = numberOf(listOf(query[name])[0]);
  filters.q = (listOf(query.q)[0] ?? "").slice(0, 500);
  const sort = pairSortSchema.safeParse(listOf(query.sort)[0]);
  return { filters: pairFiltersSchema.parse(filters), sort: sort.success ? sort.data : "newest" };
}

/** The same list as a query string without `?`; defaults are left out, so one list has one address. */
export function pairQuery(filters: PairFilters, sort: PairSort = "newest"): string {
  const parts: string[] = [];
  const add = (name: string, value: string | number) =>
    parts.push(`${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
  for (const name of repeated) for (const value of filters[name]) add(name, value);
  for (const name of numbers) {
    const value = filters[name];
    if (value !== null) add(name, value);
  }
  if (filters.all) add("all", 1);
  if (filters.q.trim() !== "") add("q", filters.q.trim());
  if (sort !== "newest") add("sort", sort);
  return parts.join("&");
}

/** `URLSearchParams` as a query: a name that comes several times becomes a list. */
export function queryOf(params: URLSearchParams): Query {
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)]));
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

function numberOf(value: string | undefined): number | null {
  const parsed = idSchema.safeParse(value);
  return value !== undefined && value !== "" && parsed.success ? parsed.data : null;
}
