import type { PairList } from "#components/trajectory/use-pairs.ts";
import { Invalid } from "#lib/errors.ts";
import { localActor } from "#lib/member/actor.ts";
import { pairFacets, pairTabs } from "#lib/pair/facets/queries.ts";
import { listPairs } from "#lib/pair/queries.ts";
import type { PairFilters, PairSort } from "#lib/pair/schema.ts";

const firstPage = 100;

interface ReadList {
  readonly list: PairList;
  /** Why the search could not run; the list is empty then, the counts are those without it. */
  readonly failure: string | null;
}

/** What the page starts from. A search that cannot run is said in its place, the rest of the page stays. */
export async function readList(
  projectId: number,
  filters: PairFilters,
  sort: PairSort,
): Promise<ReadList> {
  const tabs = pairTabs(localActor, projectId);
  try {
    const request = { filters, sort, cursor: null, limit: firstPage };
    const page = await listPairs(localActor, projectId, request);
    const facets = await pairFacets(localActor, projectId, filters);
    return { list: { page, facets, tabs: await tabs }, failure: null };
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const facets = await pairFacets(localActor, projectId, { ...filters, q: "" });
    const page = { rows: [], nextCursor: null };
    return {
      list: { page, facets: { ...facets, total: 0, trainedTokens: 0 }, tabs: await tabs },
      failure: error.message,
    };
  }
}
