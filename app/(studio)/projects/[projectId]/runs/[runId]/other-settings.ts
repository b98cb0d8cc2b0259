import { z } from "zod";
import { badRowsSchema } from "#lib/import-run/schema.ts";

const flatSchema = z.record(z.string(), z.unknown());
const importedSchema = z.object({ result: z.object({ bad: badRowsSchema }) });
/** Of no use to a person. */
const hidden = new Set(["uploadId", "datasetId", "result", "path"]);

/** The settings of an export or import as lines of text. */
export function plainFactsOf(settings: unknown): (readonly [string, string])[] {
  const parsed = flatSchema.safeParse(settings);
  if (!parsed.success) return [];
  return Object.entries(parsed.data).flatMap(([name, value]) => {
    if (hidden.has(name) || value === null) return [];
    if (typeof value === "object") return plainFactsOf(value);
    return [[name, String(value)] as const];
  });
}

/** The rows an import refused; none for other runs. */
export function badRowsOf(settings: unknown): z.infer<typeof badRowsSchema> {
  const parsed = importedSchema.safeParse(settings);
  return parsed.success ? parsed.data.result.bad : [];
}
