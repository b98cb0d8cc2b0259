import { z } from "zod";
import { placementSchema } from "#lib/method/splice/schema.ts";
import type { ActionFailure } from "../shell/action-result.ts";

const conflictFieldsSchema = z.object({
  baseN: z.number(),
  baseText: z.string(),
  currentRevisionId: z.number(),
  currentN: z.number(),
  currentText: z.string(),
  currentPlacement: placementSchema,
  currentAuthor: z.string(),
  currentAt: z.string(),
});

/** The two versions that a stale save met. */
export interface SaveConflict {
  readonly base: { readonly n: number; readonly text: string };
  readonly current: {
    readonly id: number;
    readonly n: number;
    readonly text: string;
    readonly placement: z.infer<typeof placementSchema>;
    readonly author: string;
    readonly at: string;
  };
}

/** Both versions out of a failed save; null when it failed for another reason. */
export function conflictOf(failure: ActionFailure | null): SaveConflict | null {
  if (failure?.code !== "conflict") return null;
  const parsed = conflictFieldsSchema.safeParse(failure.fields);
  if (!parsed.success) return null;
  const fields = parsed.data;
  return {
    base: { n: fields.baseN, text: fields.baseText },
    current: {
      id: fields.currentRevisionId,
      n: fields.currentN,
      text: fields.currentText,
      placement: fields.currentPlacement,
      author: fields.currentAuthor,
      at: fields.currentAt,
    },
  };
}
