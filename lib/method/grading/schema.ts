import { z } from "zod";

export const outcomes = ["correct", "incorrect", "undecided"] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = z.infer<typeof outcomeSchema>;

/** 1: typed exact compare in TypeScript. 2: Math-Verify in the sandbox. 0: decided before comparing (no answer, no gold). */
export const tierSchema = z.union([z.literal(0), z.literal(1), z.literal(2)]);
export type Tier = z.infer<typeof tierSchema>;

/** The grader's result for one trajectory. */
export const gradeResultSchema = z.object({
  outcome: outcomeSchema,
  /** The committed answer's exact text, or null when the trajectory commits nothing. */
  extracted: z.string().nullable(),
  /** One sentence a person can read: what was compared with what, or why nothing could be. */
  reason: z.string(),
  tier: tierSchema,
});
export type GradeResult = z.infer<typeof gradeResultSchema>;
