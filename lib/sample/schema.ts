import { z } from "zod";

/** One line of the sample files. `favours`: position of the strategy that suits the problem. */
export const sampleProblemSchema = z.object({
  problem: z.string().min(1),
  answer: z.string().min(1),
  favours: z.union([z.literal(1), z.literal(2)]),
  topic: z.string(),
  source: z.string(),
});
export type SampleProblemRow = z.infer<typeof sampleProblemSchema>;
