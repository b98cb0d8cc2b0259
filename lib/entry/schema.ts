import { z } from "zod";
import { placementSchema } from "../method/splice/schema.ts";
import { roles } from "../method/trajectory/schema.ts";

const ourTag = /<\/?(think|code|executor|answer)>/;

/** A transition is a bridge, not a chapter. */
export const transitionLimit = 20_000;

export const transitionTextSchema = z
  .string()
  .max(
    transitionLimit,
    `A transition has at most ${transitionLimit.toLocaleString("en")} characters: shorten it.`,
  )
  .refine(
    (text) => !ourTag.test(text),
    "A transition holds no <think>, <code>, <executor> or <answer> tag: its place decides where blocks open and close.",
  )
  .refine(
    (text) => text.trim() !== "",
    "A transition cannot be empty: type the sentence that bridges the two parts.",
  );

export const reasonSchema = z
  .string()
  .trim()
  .max(2000, "A reason has at most 2,000 characters.")
  .default("");

export const saveTransitionSchema = z.object({
  entryId: z.int(),
  /** The revision the person's text is based on; when another one is current by now, the save is a conflict. */
  baseRevisionId: z.int(),
  text: transitionTextSchema,
  placement: placementSchema,
  /** The template the text was taken from unchanged; null once it was typed. */
  templateId: z.int().nullable().default(null),
  reason: reasonSchema,
});
export type SaveTransition = z.input<typeof saveTransitionSchema>;

export const restoreRevisionSchema = z.object({
  entryId: z.int(),
  baseRevisionId: z.int(),
  revisionId: z.int(),
  reason: reasonSchema,
});
export type RestoreRevision = z.input<typeof restoreRevisionSchema>;

export interface SavedRevision {
  readonly revisionId: number;
  readonly n: number;
  /** The text was the saved one already: no revision was made. */
  readonly unchanged: boolean;
  /** The place asked for was not possible, the transition got a think block of its own. */
  readonly fellBack: boolean;
}

/** Tokens of a composed entry by role, with how many of them are trained; the JSON column `revision.tokens_by_role`. */
export const tokensByRoleSchema = z.partialRecord(z.enum(roles), z.int().nonnegative());
export type TokensByRole = z.infer<typeof tokensByRoleSchema>;
