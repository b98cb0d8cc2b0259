import { z } from "zod";
import type { Query } from "../pair/url.ts";
import { type AttemptFilters, attemptFiltersSchema } from "./schema.ts";

const repeated = ["policy", "strategy", "outcome", "finding"] as const;
const single = ["run", "problem"] as const;
const numeric: readonly string[] = ["policy", "strategy"];
const idSchema = z.coerce.number().int().nonnegative().max(2_147_483_647);

/** The list of attempts that an address asks for; values that do not exist are left out. */
export function readAttemptQuery(query: Query): AttemptFilters {
  const { shape } = attemptFiltersSchema;
  const filters: Record<string, unknown> = { q: (listOf(query.q)[0] ?? "").slice(0, 500) };
  for (const name of repeated) {
    const values = numeric.includes(name) ? listOf(query[name]).map(numberOf) : listOf(query[name]);
    filters[name] = values.filter((value) => shape[name].safeParse([value]).success);
  }
  for (const name of single) filters[name] = numberOf(listOf(query[name])[0]);
  return attemptFiltersSchema.parse(filters);
}

/** The same list as a query string without `?`, the tab included. */
export function attemptQuery(filters: AttemptFilters): string {
  const parts = ["tab=attempts"];
  for (const name of repeated) {
    for (const value of filters[name]) parts.push(`${name}=${encodeURIComponent(value)}`);
  }
  for (const name of single) {
    if (filters[name] !== null) parts.push(`${name}=${filters[name]}`);
  }
  if (filters.q.trim() !== "") parts.push(`q=${encodeURIComponent(filters.q.trim())}`);
  return parts.join("&");
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

function numberOf(value: string | undefined): number | null {
  const parsed = idSchema.safeParse(value);
  return value !== undefined && value !== "" && parsed.success ? parsed.data : null;
}
