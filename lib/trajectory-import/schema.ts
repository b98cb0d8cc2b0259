import { z } from "zod";
import { badRowSchema, subsetChoiceSchema } from "#lib/problem/schema.ts";

/** The three shapes that a file of attempts can have; each row tells its own by its fields. */
export const trajectoryShapes = ["recorded", "spliced", "solutions"] as const;
export type TrajectoryShape = (typeof trajectoryShapes)[number];

export const trajectoryImportOptionsSchema = z.object({
  skipBad: z.boolean().default(false),
  /** Policy of rows that name none. */
  policyName: z.string().trim().max(80).default(""),
  /** Subset of problems that the file brings. */
  subset: subsetChoiceSchema.default("auto"),
});
export type TrajectoryImportOptions = z.infer<typeof trajectoryImportOptionsSchema>;

export const trajectoryImportResultSchema = z.object({
  /** Rows that could be read, duplicates included. */
  rows: z.int(),
  /** Attempts added. */
  imported: z.int(),
  /** Pairs added: spliced rows bring theirs. */
  pairs: z.int(),
  /** Pairs whose composed text is not the row's, byte for byte: the row was joined in another form. */
  rejoined: z.int().default(0),
  /** Problems that came with the attempts. */
  problems: z.int(),
  /** Attempts that the project holds already. */
  duplicates: z.int(),
  correct: z.int(),
  incorrect: z.int(),
  undecided: z.int(),
  isImported: z.boolean(),
  bad: z.array(badRowSchema),
});
export type TrajectoryImportResult = z.infer<typeof trajectoryImportResultSchema>;
