import { z } from "zod";
import { failureResponse } from "#app/api/failure-response.ts";
import { localActor } from "#lib/member/actor.ts";
import { pairPageLimit } from "#lib/pair/schema.ts";
import { queryOf } from "#lib/pair/url.ts";
import { readAttemptQuery } from "#lib/trajectory/attempt-url.ts";
import { listAttempts } from "#lib/trajectory/queries.ts";

export const dynamic = "force-dynamic";

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);
const placeSchema = z.object({
  cursor: z.string().max(200).nullable(),
  limit: z.coerce.number().int().min(1).max(pairPageLimit).default(pairPageLimit),
});

interface Context {
  readonly params: Promise<{ projectId: string }>;
}

/** A keyset page of single trajectories. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const projectId = idSchema.parse((await params).projectId);
    const { searchParams } = new URL(request.url);
    const { cursor, limit } = placeSchema.parse({
      cursor: searchParams.get("cursor"),
      limit: searchParams.get("limit") ?? undefined,
    });
    const filters = readAttemptQuery(queryOf(searchParams));
    return Response.json(await listAttempts(localActor, projectId, { filters, cursor, limit }));
  } catch (thrown) {
    return failureResponse(thrown);
  }
}
