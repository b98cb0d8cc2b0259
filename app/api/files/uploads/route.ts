import { failureResponse } from "#app/api/failure-response.ts";
import { Invalid } from "#lib/errors.ts";
import { localActor } from "#lib/member/actor.ts";
import { receiveUpload } from "#lib/upload/mutations.ts";

export const dynamic = "force-dynamic";

/** The body is the file's bytes; `?name=` its name. Streamed to disk, so size does not matter to memory. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!request.body)
      throw new Invalid("The request has no body. Send the file's bytes as the body.");
    const name = new URL(request.url).searchParams.get("name") ?? "";
    const upload = await receiveUpload(localActor, {
      name,
      declaredBytes: declaredBytes(request.headers.get("content-length")),
      body: request.body,
    });
    return Response.json(upload, { status: 201 });
  } catch (thrown) {
    return failureResponse(thrown);
  }
}

function declaredBytes(header: string | null): number | null {
  const bytes = Number(header ?? Number.NaN);
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null;
}
