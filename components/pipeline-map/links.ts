import type { Case } from "#lib/method/splice/schema.ts";
import type { Position, SubsetPosition } from "#lib/pipeline-map/schema.ts";

export interface PairFilter {
  readonly caseOf?: Case;
  readonly first?: Position;
  readonly subset?: SubsetPosition;
  readonly verdict?: string;
  readonly outcome?: string;
}

/** The list of pairs with these filters: what every number of the map leads to. */
export function pairsHref(projectId: number, filter: PairFilter = {}): string {
  const query = [
    filter.caseOf && `case=${filter.caseOf}`,
    filter.first && `direction=${filter.first === 1 ? "1-2" : "2-1"}`,
    filter.subset !== undefined && `subset=${filter.subset ?? "none"}`,
    filter.verdict && `verdict=${filter.verdict}`,
    filter.outcome && `outcome=${filter.outcome}`,
  ].filter((part) => typeof part === "string");
  return `/projects/${projectId}/trajectories${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

export function problemsHref(projectId: number, subset?: SubsetPosition): string {
  const base = `/projects/${projectId}/problems`;
  return subset === undefined ? base : `${base}?subset=${subset ?? "none"}`;
}

export function runHref(projectId: number, runId: number): string {
  return `/projects/${projectId}/runs/${runId}`;
}
