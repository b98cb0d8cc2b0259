import { z } from "zod";

const count = z.int().nonnegative();
const stopFact = z.union([z.string(), z.number()]).nullish();

const messageSchema = z.object({
  content: z.string().nullish(),
  reasoning: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(z.unknown()).nullish(),
});

/** One choice of either API, whole or a streamed piece of it. */
export const choiceSchema = z.object({
  index: z.int().optional(),
  text: z.string().nullish(),
  message: messageSchema.nullish(),
  delta: messageSchema.nullish(),
  finish_reason: z.string().nullish(),
  stop_reason: stopFact,
  matched_stop: stopFact,
});
export type Choice = z.infer<typeof choiceSchema>;

/** A reply body, or one event of a stream. `error` stands in some servers' 200s. */
export const replySchema = z.object({
  model: z.string().nullish(),
  choices: z.array(choiceSchema).nullish(),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish().catch(null),
  error: z.unknown().optional(),
});
export type ReplyBody = z.infer<typeof replySchema>;
