import { z } from "zod";
import {
  badRowSchema,
  problemImportOptionsSchema,
  problemImportResultSchema,
} from "#lib/problem/schema.ts";
import {
  trajectoryImportOptionsSchema,
  trajectoryImportResultSchema,
} from "#lib/trajectory-import/schema.ts";
import { uploadIdSchema } from "#lib/upload/schema.ts";

const common = { uploadId: uploadIdSchema, name: z.string() };

/** The JSON column `run.settings` of a run of kind `import`. */
export const importRunSettingsSchema = z.discriminatedUnion("what", [
  z.object({
    ...common,
    what: z.literal("problems"),
    options: problemImportOptionsSchema,
    result: problemImportResultSchema.nullable().default(null),
  }),
  z.object({
    ...common,
    what: z.literal("trajectories"),
    options: trajectoryImportOptionsSchema,
    result: trajectoryImportResultSchema.nullable().default(null),
  }),
]);
export type ImportRunSettings = z.infer<typeof importRunSettingsSchema>;
export type ImportResult = NonNullable<ImportRunSettings["result"]>;

/** The run's row keeps this many bad rows; all of them are in the report that can be downloaded. */
export const keptBadRows = 200;

export const badRowsSchema = z.array(badRowSchema);
