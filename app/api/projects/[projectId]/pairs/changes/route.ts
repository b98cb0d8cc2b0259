import { z } from "zod";
import { failureResponse } from "#app/api/failure-response.ts";
import { localActor } from "#lib/member/actor.ts";
import { pairFacets, pairTabs } from "#lib/pair/facets/queries.ts";
import { countPairsSince, listPairsByIds } from "#lib/pair/queries.ts";
import { type PairChanges, pairPageLimit } from "#lib/pair/schema.ts";
import { queryOf, readPairQuery } from "#lib/pair/url.ts";

export const dynamic = "force-dynamic";

const idSchema = z.coerce.number().int().nonnegative().max(2_147_483_647);
const idsSchema = z
  .string()
  .transform((text) => (text === "" ? [] : text.split(",").map(Number)))
  .pipe(z.array(z.int().nonnegative()).max(pairPageLimit));

interface Context {
  readonly params: Promise<{ projectId: string }>;
}

/** One answer to a burst of changes: the lines named, the counts around them, how many pairs came since. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const projectId = idSchema.parse((await params).projectId);
    const { searchParams } = new URL(request.url);
    const ids = idsSchema.parse(searchParams.get("ids") ?? "");
    const since = idSchema.parse(searchParams.get("since") ?? 0);
    const { filters } = readPairQuery(queryOf(searchParams));
    const [rows, facets, tabs, added] = await Promise.all([
      listPairsByIds(localActor, projectId, ids),
      pairFacets(localActor, projectId, filters),
      pairTabs(localActor, projectId),
      countPairsSince(localActor, projectId, { filters, since }),
    ]);
    return Response.json({ rows: [...rows], facets, tabs, added } satisfies PairChanges);
  } catch (thrown) {
    return failureResponse(thrown);
  }
}
