import { z } from "zod";
import {
  type Placement,
  placementSchema,
  type TransitionKind,
  transitionKindSchema,
} from "#lib/method/splice/schema.ts";

/** The database client's identifiers for the placements of the glossary. */
const storedPlacements = {
  "opens-think": "opensThink",
  "inside-think": "insideThink",
  "own-think": "ownThink",
} as const;
export type StoredPlacement = (typeof storedPlacements)[Placement];

export function toStoredPlacement(placement: Placement): StoredPlacement {
  return storedPlacements[placement];
}

const placementNames: Readonly<Record<StoredPlacement, Placement>> = {
  opensThink: "opens-think",
  insideThink: "inside-think",
  ownThink: "own-think",
};

export function fromStoredPlacement(stored: StoredPlacement): Placement {
  return placementNames[stored];
}

/** One of the eight places a transition can stand: direction and kind. */
export const transitionSlotSchema = z.object({
  projectId: z.int(),
  fromStrategyId: z.int(),
  toStrategyId: z.int(),
  kind: transitionKindSchema,
});
export type TransitionSlot = z.infer<typeof transitionSlotSchema>;

const ourTag = /<\/?(think|code|executor|answer)>/;

export const templateFieldsSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "A template needs a name.")
    .max(60, "A template's name has at most 60 characters."),
  text: z
    .string()
    .min(1, "A transition needs a text.")
    .max(4000, "A transition has at most 4,000 characters: shorten it.")
    .refine((text) => text.trim() !== "", "A transition needs a text.")
    .refine(
      (text) => !ourTag.test(text),
      "A transition holds no <think>, <code>, <executor> or <answer> tag: the place decides where its block opens and closes.",
    ),
  placement: placementSchema,
  /** Takes precedence when the first part ran no code. */
  forFirstWithoutCode: z.boolean(),
});
export type TemplateFields = z.infer<typeof templateFieldsSchema>;

/** The current version of a template, as pages and the splice read it. */
export interface TransitionTemplateRow extends TemplateFields {
  readonly id: number;
  readonly fromStrategyId: number;
  readonly toStrategyId: number;
  readonly kind: TransitionKind;
  readonly version: number;
  readonly isDefault: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

export interface TransitionTemplateUse extends TransitionTemplateRow {
  /** Revisions made with any version of this template. */
  readonly uses: number;
}
