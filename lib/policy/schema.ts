import { z } from "zod";

export const policyApis = ["completions", "chat"] as const;
export const policyApiSchema = z.enum(policyApis);
export type PolicyApi = z.infer<typeof policyApiSchema>;

/** Sampling of one policy; anything left null is not sent, so the endpoint's own default holds. */
export const samplingSchema = z.object({
  temperature: z.number().min(0).max(2).default(0.6),
  topP: z.number().gt(0).max(1).default(0.95),
  topK: z.int().min(1).max(100_000).nullable().default(null),
  minP: z.number().min(0).max(1).nullable().default(null),
  repetitionPenalty: z.number().gt(0).max(10).nullable().default(null),
});
export type Sampling = z.infer<typeof samplingSchema>;

/** What a million tokens cost, in the currency's own unit. */
export const priceSchema = z.object({
  inputPerMillion: z.number().min(0).max(1_000_000).default(0),
  outputPerMillion: z.number().min(0).max(1_000_000).default(0),
  currency: z
    .string()
    .trim()
    .regex(/^[A-Z]{3}$/, "A currency has three capital letters, for example USD.")
    .default("USD"),
});
export type Price = z.infer<typeof priceSchema>;

/** The JSON column `policy.settings`. An embedded policy's `baseUrl` is empty: the supervisor knows it. */
export const policySettingsSchema = z.object({
  baseUrl: z.string().max(2000).default(""),
  model: z.string().trim().max(300).default(""),
  api: policyApiSchema.default("completions"),
  stop: z
    .array(
      z
        .string()
        .min(1, "A stop string cannot be empty.")
        .max(64, "A stop string has at most 64 characters."),
    )
    .max(8, "At most 8 stop strings.")
    .default([]),
  sampling: samplingSchema.prefault({}),
  price: priceSchema.prefault({}),
  maxInFlight: z.int().min(1).max(4096).default(4),
  /** The model's context window, prompt included; null: not known, the endpoint will say. */
  contextTokens: z.int().min(64).max(100_000_000).nullable().default(null),
});
export type PolicySettings = z.infer<typeof policySettingsSchema>;
export type PolicySettingsInput = z.input<typeof policySettingsSchema>;

export const policyKinds = ["openai-compatible", "recorded"] as const;
export const policyKindSchema = z.enum(policyKinds);
export type PolicyKindName = z.infer<typeof policyKindSchema>;

export const policyNameSchema = z
  .string()
  .trim()
  .min(1, "A policy needs a name: type 1 to 80 characters.")
  .max(80, "A policy's name has at most 80 characters: shorten it.");

/** The JSON column `policy.lastTest`, written by the worker. `at` is ISO 8601. */
export const policyTestSchema = z.object({
  at: z.string(),
  ok: z.boolean(),
  message: z.string(),
  /** `testing` while the worker is at it. */
  state: z.enum(["testing", "done"]).default("done"),
});
export type PolicyTest = z.infer<typeof policyTestSchema>;

export interface PolicyRow {
  readonly id: number;
  readonly name: string;
  readonly kind: PolicyKindName;
  readonly isEmbedded: boolean;
  readonly settings: PolicySettings;
  readonly hasKey: boolean;
  readonly lastTest: PolicyTest | null;
  readonly archivedAt: Date | null;
  readonly trajectories: number;
  /** Strategies that this policy teaches. */
  readonly strategies: readonly {
    readonly id: number;
    readonly position: 1 | 2;
    readonly name: string;
    readonly sign: string;
  }[];
}

/** Scheme, host and port: what a stored key is bound to. Empty for anything that is no URL. */
export function originOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : "";
}
