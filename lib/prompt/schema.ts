import { z } from "zod";

/** Who uses a prompt: a strategy's first or second attempt, or the student. Written as in the database's client. */
export const promptUses = ["strategyFirst", "strategySecond", "student"] as const;
export const promptUseSchema = z.enum(promptUses);
export type PromptUseName = z.infer<typeof promptUseSchema>;

/** Exactly one prompt of a project: its current version is the newest. */
export const promptOwnerSchema = z.object({
  projectId: z.int(),
  /** null for the student's prompt, which the project owns. */
  strategyId: z.int().nullable(),
  use: promptUseSchema,
});
export type PromptOwner = z.infer<typeof promptOwnerSchema>;

export interface PromptVersion {
  readonly id: number;
  readonly strategyId: number | null;
  readonly use: PromptUseName;
  readonly version: number;
  readonly text: string;
  readonly sha256: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** The prompts in force: what a run takes a note of when it starts. */
export interface CurrentPrompts {
  readonly student: PromptVersion;
  readonly strategies: readonly {
    readonly strategyId: number;
    readonly first: PromptVersion;
    readonly second: PromptVersion;
  }[];
}

/** The placeholders that a prompt of each use must and may hold. */
export const placeholdersOf: Readonly<
  Record<PromptUseName, { readonly required: readonly string[]; readonly anyOf: readonly string[] }>
> = {
  student: { required: ["{problem}"], anyOf: [] },
  strategyFirst: { required: ["{problem}"], anyOf: [] },
  strategySecond: { required: ["{problem}"], anyOf: ["{first_attempt}", "{first_answer}"] },
};
