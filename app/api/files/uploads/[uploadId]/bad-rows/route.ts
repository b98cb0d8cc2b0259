import { z } from "zod";
import {
  importQuerySchema,
  optionsOf,
} from "#app/(studio)/projects/[projectId]/problems/import/import-query.ts";
import { failureResponse } from "#app/api/failure-response.ts";
import { badRowsAsCsv, badRowsAsJsonLines } from "#lib/import/bad-row-report.ts";
import { localActor } from "#lib/member/actor.ts";
import { previewProblems } from "#lib/problem/import/queries.ts";
import { getUpload } from "#lib/upload/queries.ts";

export const dynamic = "force-dynamic";

const reportSchema = importQuerySchema.extend({
  project: z.coerce.number().int().positive(),
  format: z.enum(["csv", "jsonl"]).default("csv"),
});

interface Context {
  readonly params: Promise<{ uploadId: string }>;
}

/** Every row of an uploaded file that cannot be read, as a download. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { project, format, ...query } = reportSchema.parse(
      Object.fromEntries(new URL(request.url).searchParams),
    );
    const upload = await getUpload(localActor, (await params).uploadId);
    const { result } = await previewProblems(localActor, project, upload, optionsOf(query));
    const body = format === "csv" ? badRowsAsCsv(result.bad) : badRowsAsJsonLines(result.bad);
    return new Response(body, {
      headers: {
        "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl",
        "content-disposition": `attachment; filename="bad-rows.${format}"`,
      },
    });
  } catch (thrown) {
    return failureResponse(thrown);
  }
}
