import { z } from "zod";
import { failureResponse } from "#app/api/failure-response.ts";
import { localActor } from "#lib/member/actor.ts";
import { listPairs } from "#lib/pair/queries.ts";
import { pairPageLimit } from "#lib/pair/schema.ts";
import { queryOf, readPairQuery } from "#lib/pair/url.ts";

export const dynamic = "force-dynamic";

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);
const placeSchema = z.object({
  cursor: z.string().max(200).nullable(),
  limit: z.coerce.number().int().min(1).max(pairPageLimit).default(pairPageLimit),
});

interface Context {
  readonly params: Promise<{ projectId: string }>;
}

/** A keyset page of the list of pairs. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const projectId = idSchema.parse((await params).projectId);
    const { searchParams } = new URL(request.url);
    const { cursor, limit } = placeSchema.parse({
      cursor: searchParams.get("cursor"),
      limit: searchParams.get("limit") ?? undefined,
    });
    const { filters, sort } = readPairQuery(queryOf(searchParams));
    return Response.json(await listPairs(localActor, projectId, { filters, sort, cursor, limit }));
  } catch (thrown) {
    return failureResponse(thrown);
  }
}
