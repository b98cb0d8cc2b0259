import { z } from "zod";
import { failureResponse } from "#app/api/failure-response.ts";
import { previewTransition } from "#lib/entry/editor/queries.ts";
import { previewRequestSchema } from "#lib/entry/editor/schema.ts";
import { localActor } from "#lib/member/actor.ts";

export const dynamic = "force-dynamic";

const paramsSchema = z.object({
  projectId: z.coerce.number().int().positive(),
  entryId: z.coerce.number().int().positive(),
});

interface Context {
  readonly params: Promise<{ projectId: string; entryId: string }>;
}

/** The entry as a draft would make it: tokens, mask, counts, findings. Writes nothing. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    const { projectId, entryId } = paramsSchema.parse(await params);
    const draft = previewRequestSchema.parse(await request.json());
    return Response.json(await previewTransition(localActor, projectId, entryId, draft));
  } catch (thrown) {
    return failureResponse(thrown);
  }
}
