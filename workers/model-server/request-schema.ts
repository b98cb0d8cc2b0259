import { z } from "zod";

const only = <T extends number | boolean>(value: T) => z.literal(value).nullish();

const sampling = {
  model: z.string(),
  max_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(5).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  top_k: z.int().min(0).nullish(),
  min_p: z.number().min(0).max(1).nullish(),
  repetition_penalty: z.number().gt(0).max(10).nullish(),
  seed: z.int().nullish(),
  stop: z
    .union([z.string().min(1), z.array(z.string().min(1)).max(16)])
    .nullish()
    .transform((stop) => (stop == null ? [] : [stop].flat())),
  include_stop_str_in_output: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  n: only(1),
  best_of: only(1),
  echo: only(false),
};

/** What this server understands of a completion request; unknown fields are let pass, wishes it cannot fulfil are not. */
export const completionRequestSchema = z.object({ ...sampling, prompt: z.string().min(1) });

export const chatRequestSchema = z.object({
  ...sampling,
  max_completion_tokens: z.int().min(1).nullish(),
  messages: z
    .array(z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() }))
    .min(1),
  continue_final_message: z.boolean().nullish(),
});

export type SamplingRequest = Omit<z.infer<typeof completionRequestSchema>, "prompt">;
export type ChatMessage = z.infer<typeof chatRequestSchema>["messages"][number];
