import { z } from "zod";
import { failureResponse } from "#app/api/failure-response.ts";
import { openExportFile } from "#lib/export/queries.ts";
import { localActor } from "#lib/member/actor.ts";

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);

/** One file of a finished export; without `?file=` the training rows. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ exportId: string }> },
): Promise<Response> {
  try {
    const exportId = idSchema.parse((await params).exportId);
    const name = new URL(request.url).searchParams.get("file");
    const file = await openExportFile(localActor, exportId, name);
    return new Response(file.stream, {
      headers: {
        "Content-Type": contentType(file.name),
        "Content-Length": String(file.bytes),
        "Content-Disposition": `attachment; filename="${file.name}"`,
        ETag: `"${file.sha256}"`,
        // Compressing on the way would drop the length, and with it the proof that the download is whole.
        "Cache-Control": "private, no-transform",
      },
    });
  } catch (thrown) {
    return failureResponse(thrown);
  }
}

function contentType(name: string): string {
  if (name.endsWith(".jsonl")) return "application/jsonl";
  if (name.endsWith(".json")) return "application/json";
  return name.endsWith(".parquet") ? "application/vnd.apache.parquet" : "text/plain; charset=utf-8";
}
