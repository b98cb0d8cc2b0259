import { z } from "zod";

/** A strategy as a run uses it: frozen when the run starts, so that later edits do not change work under way. */
export const runStrategySchema = z.object({
  strategyId: z.int(),
  position: z.union([z.literal(1), z.literal(2)]),
  name: z.string(),
  usesTools: z.boolean(),
  policyId: z.int(),
  policyName: z.string(),
  /** A recorded policy does not write: its attempts are chosen by seed. */
  isRecorded: z.boolean(),
  firstPromptId: z.int(),
  secondPromptId: z.int(),
  /** Millionths of the currency per token, as the policy's price stood at the start. */
  inputMicrosPerToken: z.number().nonnegative(),
  outputMicrosPerToken: z.number().nonnegative(),
});
export type RunStrategy = z.infer<typeof runStrategySchema>;

/** Settings of a `teach` run, complete: nothing is looked up in the project while it runs. */
export const teachSettingsSchema = z.object({
  seed: z.int(),
  limit: z.int().positive().nullable(),
  again: z.boolean(),
  tokenBudget: z.int().positive(),
  maxToolCalls: z.int().nonnegative(),
  toolTimeoutMs: z.int().positive(),
  strategies: z.tuple([runStrategySchema, runStrategySchema]),
  currency: z.string(),
});
export type TeachSettings = z.infer<typeof teachSettingsSchema>;

/** What a person may ask of stage 1. */
export const teachRequestSchema = z.object({
  limit: z.int().positive().max(10_000_000).optional(),
  again: z.boolean().optional(),
  problemIds: z.array(z.int()).max(100_000).optional(),
});
export type TeachRequest = z.infer<typeof teachRequestSchema>;
