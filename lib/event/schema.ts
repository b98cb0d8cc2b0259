import { z } from "zod";

/** The nouns that announce changes; the same list as the database channel's. */
export const topicSchema = z.enum([
  "project",
  "problem",
  "policy",
  "prompt",
  "run",
  "pair",
  "entry",
  "dataset",
  "balance",
  "system",
]);
export type Topic = z.infer<typeof topicSchema>;

/** One thing that changed; without `id` more than one row of that noun. */
export const changeSchema = z.object({ topic: topicSchema, id: z.int().optional() });
export type Change = z.infer<typeof changeSchema>;
