import { z } from "zod";

/**
 * A curator's decision on an entry's current revision.
 * pending: nobody judged it yet · accepted: may be trained on · rejected: never · needs-edit: not as it is.
 * Any may follow any other; a new revision is always pending again.
 */
export const verdicts = ["pending", "accepted", "rejected", "needs-edit"] as const;
export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

export const verdictRequestSchema = z.object({
  entryId: z.int(),
  /** The revision the person looked at; another one meanwhile is a conflict. */
  revisionId: z.int(),
  value: verdictSchema,
  reason: z.string().trim().max(2000, "A reason has at most 2,000 characters.").default(""),
});
export type VerdictRequest = z.input<typeof verdictRequestSchema>;

export interface RecordedVerdict {
  readonly entryId: number;
  readonly revisionId: number;
  readonly value: Verdict;
  readonly before: Verdict;
}
