import { z } from "zod";

/** The product's own facts, one row a key; written by the process that knows, read by pages, command line and readiness. */
const schemas = {
  "model-server": z.object({
    state: z.enum(["starting", "ready", "unavailable"]),
    /** `http://127.0.0.1:PORT/v1` while ready, else "". */
    baseUrl: z.string(),
    /** Made anew at every start; only processes of this Studio know it. */
    token: z.string(),
    model: z.string(),
    /** One sentence for people. */
    message: z.string(),
    tokensPerSecond: z.number().nonnegative().optional(),
  }),
  sandbox: z.object({
    state: z.enum(["probing", "ready", "off"]),
    tier: z.string(),
    message: z.string(),
    /** What to do about it, when it is off. */
    fix: z.string(),
  }),
  worker: z.object({
    /** ISO time of the last heartbeat. */
    at: z.iso.datetime(),
    inFlight: z.int().nonnegative(),
  }),
  web: z.object({ url: z.string() }),
};

export type SystemKey = keyof typeof schemas;
type SystemFacts = { [Key in SystemKey]: z.infer<(typeof schemas)[Key]> };
export type SystemFact<Key extends SystemKey> = SystemFacts[Key];

export const systemFactSchemas: { readonly [Key in SystemKey]: z.ZodType<SystemFacts[Key]> } =
  schemas;

/** A worker that has not said anything for this long counts as stuck. */
export const workerSilenceMs = 30_000;
