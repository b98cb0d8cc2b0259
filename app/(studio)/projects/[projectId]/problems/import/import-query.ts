import { z } from "zod";
import { type ProblemImportOptions, problemImportOptionsSchema } from "#lib/problem/schema.ts";

const flag = z.literal("1").optional();

/** The address of the import page: which step, and for a preview every option. */
export const importQuerySchema = z.object({
  what: z.enum(["problems", "trajectories"]).catch("problems"),
  upload: z.string().optional(),
  run: z.coerce.number().int().positive().optional().catch(undefined),
  subset: z.coerce.number().int().optional().catch(undefined),
  problem: z.string().optional(),
  answer: z.string().optional(),
  heldOut: flag.catch(undefined),
});
export type ImportQuery = z.infer<typeof importQuerySchema>;

export function optionsOf(query: ImportQuery): ProblemImportOptions {
  return problemImportOptionsSchema.parse({
    subset: query.subset ?? "auto",
    heldOut: query.heldOut === "1",
    mapping: {
      ...(query.problem ? { problem: query.problem } : {}),
      ...(query.answer ? { answer: query.answer } : {}),
    },
  });
}

/** The whole report of bad rows, read again with the same options. */
export function reportHref(projectId: number, uploadId: string, query: ImportQuery): string {
  const kept = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || name === "upload" || name === "run" ? [] : [[name, String(value)]],
  );
  const params = new URLSearchParams([["project", String(projectId)], ...kept]);
  return `/api/files/uploads/${uploadId}/bad-rows?${params}`;
}
