import { z } from "zod";
import { failureResponse } from "#app/api/failure-response.ts";
import { localActor } from "#lib/member/actor.ts";
import { countProblems, listProblems, problemCounts } from "#lib/problem/queries.ts";
import { type ProblemList, problemFilterSchema } from "#lib/problem/schema.ts";

export const dynamic = "force-dynamic";

const querySchema = problemFilterSchema.extend({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
const idSchema = z.coerce.number().int().positive().max(2_147_483_647);

interface Context {
  readonly params: Promise<{ projectId: string }>;
}

/** A page of the list with the numbers around it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const projectId = idSchema.parse((await params).projectId);
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const { after, limit, ...filter } = querySchema.parse(query);
    const [page, counts, matching] = await Promise.all([
      listProblems(localActor, projectId, filter, after, limit),
      problemCounts(localActor, projectId),
      countProblems(localActor, projectId, filter),
    ]);
    return Response.json({ page, counts, matching } satisfies ProblemList);
  } catch (thrown) {
    return failureResponse(thrown);
  }
}
