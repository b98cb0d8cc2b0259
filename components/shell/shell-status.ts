import { z } from "zod";

/** What the frame around every page shows; pushed with the events, so that it costs no request. */
export const shellStatusSchema = z.object({
  running: z.object({
    runs: z.int(),
    paused: z.int(),
    done: z.number(),
    total: z.number(),
    /** Seconds left at the present rate; null when there is none. */
    secondsLeft: z.number().nullable(),
    /** Where the pill leads: the one run, or the project's list. */
    projectId: z.int().nullable(),
    runId: z.int().nullable(),
  }),
  /** Of the project on the page; null outside a project. */
  counts: z
    .object({
      problems: z.int(),
      pairs: z.int(),
      datasets: z.int(),
      policies: z.int(),
      transitions: z.int(),
    })
    .nullable(),
  health: z.enum(["good", "starting", "bad"]),
});
export type ShellStatus = z.infer<typeof shellStatusSchema>;
