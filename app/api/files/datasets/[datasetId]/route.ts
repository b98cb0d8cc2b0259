import { z } from "zod";
import { failureResponse } from "#app/api/failure-response.ts";
import { getDataset } from "#lib/dataset/queries.ts";
import { localActor } from "#lib/member/actor.ts";

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);

/** A version's manifest as a file. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ datasetId: string }> },
): Promise<Response> {
  try {
    const { name, manifest } = await getDataset(
      localActor,
      idSchema.parse((await params).datasetId),
    );
    return new Response(`${JSON.stringify(manifest, null, 2)}\n`, {
      headers: {
        "Content-Type": "application/json",
        "Content-Disposition": `attachment; filename="${name}.manifest.json"`,
      },
    });
  } catch (thrown) {
    return failureResponse(thrown);
  }
}
