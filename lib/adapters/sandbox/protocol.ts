import { z } from "zod";

/** The lines that a fork-server writes. It reads `Request` lines, one JSON value each. */
const readySchema = z.object({
  is: z.literal("ready"),
  warmMs: z.number(),
  memoryWatch: z.string(),
  versions: z.record(z.string(), z.string()),
});
const brokenSchema = z.object({ is: z.literal("broken"), why: z.string() });
const closedSchema = z.object({ is: z.literal("closed"), session: z.string(), why: z.string() });
const endedSchema = z.object({
  is: z.literal("ended"),
  id: z.string(),
  status: z.enum(["ok", "error", "timeout", "killed"]),
  exit: z.int().nullable(),
  stdout: z.string(),
  stderr: z.string(),
  ms: z.number(),
  truncatedBytes: z.int().nonnegative(),
  reason: z.string().nullable(),
  verdict: z
    .enum(["correct", "incorrect", "gold-unreadable", "answer-unreadable", "failed"])
    .nullable(),
  /** The block never ran: the session it belonged to, or the state it would have continued from, was gone. */
  lost: z.boolean(),
});

export const eventSchema = z.discriminatedUnion("is", [
  readySchema,
  brokenSchema,
  closedSchema,
  endedSchema,
]);
export type ServerEvent = z.infer<typeof eventSchema>;
export type Ready = z.infer<typeof readySchema>;
export type Ended = z.infer<typeof endedSchema>;

export type Request =
  | { readonly do: "open"; readonly session: string; readonly seed: number }
  | { readonly do: "close"; readonly session: string }
  | {
      readonly do: "block";
      readonly id: string;
      readonly session: string;
      readonly code: string;
      readonly timeoutMs: number;
    }
  | {
      readonly do: "verify";
      readonly id: string;
      readonly session: string;
      readonly gold: string;
      readonly answer: string;
      readonly timeoutMs: number;
    };
