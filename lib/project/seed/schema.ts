import { z } from "zod";
import { placementSchema, transitionKindSchema } from "#lib/method/splice/schema.ts";
import { strategyFieldsSchema } from "../schema.ts";

const positionSchema = z.union([z.literal(1), z.literal(2)]);

/** One strategy of a pair to seed. Prompts left out are chosen by whether it uses tools. */
export const strategySeedSchema = strategyFieldsSchema.extend({
  firstPrompt: z.string().min(1).optional(),
  secondPrompt: z.string().min(1).optional(),
  /** Name of its policy in a project that uses the embedded model. */
  embeddedPolicy: z.string().min(1).max(80).optional(),
});
export type StrategySeed = z.infer<typeof strategySeedSchema>;

export const transitionSeedSchema = z.object({
  from: positionSchema,
  kind: transitionKindSchema,
  name: z.string().min(1).max(60),
  text: z.string().min(1),
  placement: placementSchema,
  forFirstWithoutCode: z.boolean().default(false),
});
export type TransitionSeed = z.infer<typeof transitionSeedSchema>;

/** A pair of strategies as data: what makes a project this pair's project and not another's. */
export const pairSeedSchema = z.object({
  strategies: z.tuple([strategySeedSchema, strategySeedSchema]),
  /** Left out: plain wording that fits any pair. */
  transitions: z.array(transitionSeedSchema).optional(),
  studentPrompt: z.string().min(1).optional(),
  largeFavours: positionSchema.optional(),
});
export type PairSeed = z.infer<typeof pairSeedSchema>;
