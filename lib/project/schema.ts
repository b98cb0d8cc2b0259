import { z } from "zod";

/** A whole number with its limits in the message. */
function whole(min: number, max: number) {
  const allowed = `must be a whole number from ${min} to ${max}.`;
  return z.int(allowed).min(min, allowed).max(max, allowed);
}

/** Which position's strategy suits a problem, from its reference answer: large integers and base-k strings favour one of the two. */
export const subsetRuleSchema = z.object({
  largeThreshold: whole(1, 1_000_000_000).default(1000),
  largeFavours: z.union([z.literal(1), z.literal(2)]).default(1),
});
export type SubsetRule = z.infer<typeof subsetRuleSchema>;

/** A project's settings, every one with its default. Sampling is not here: the policy owns it. */
export const projectSettingsSchema = z.object({
  /** Generated and executor tokens of one attempt, after the prompt. */
  tokenBudget: whole(16, 1_000_000).default(4096),
  maxToolCalls: whole(0, 100).default(10),
  toolTimeoutMs: whole(100, 120_000).default(3000),
  /** May an attempt that stopped at the token budget stand as a first part? If not, its entry is withheld with the reason. */
  allowTruncatedFirst: z.boolean().default(false),
  /** Are entries nobody has judged yet eligible for balance and freeze? */
  includePending: z.boolean().default(false),
  /** The student tokenizer: token counts and the exact mask are by this one. */
  tokenizer: z
    .string()
    .trim()
    .min(1, "must name a tokenizer.")
    .max(200, "has at most 200 characters.")
    .default("SmolLM2-135M-Instruct"),
  subsetRule: subsetRuleSchema.prefault({}),
  /** Default seed of runs: `z`, sampling seeds and balance. */
  seed: whole(0, 2_147_483_647).default(42),
  /** A run pauses when it has spent this many tokens; null: no limit. */
  tokenLimit: whole(1, 1_000_000_000_000).nullable().default(null),
  /** A run pauses when it has cost this much, in millionths of the price's currency; null: no limit. */
  costLimitMicros: whole(1, 1_000_000_000_000).nullable().default(null),
});
export type ProjectSettings = z.infer<typeof projectSettingsSchema>;
export type ProjectSettingsInput = z.input<typeof projectSettingsSchema>;

export const projectNameSchema = z
  .string()
  .trim()
  .min(1, "A project needs a name: type 1 to 80 characters.")
  .max(80, "A project's name has at most 80 characters: shorten it.");

const oneCharacter = (text: string) => [...text].length === 1;

/** What a person says about one of the two strategies. */
export const strategyFieldsSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "A strategy needs a name.")
    .max(40, "A strategy's name has at most 40 characters."),
  sign: z
    .string()
    .trim()
    .refine(oneCharacter, "A sign is one character, for example the name's first letter."),
  subsetName: z
    .string()
    .trim()
    .min(1, "A subset needs a name.")
    .max(60, "A subset's name has at most 60 characters."),
  usesTools: z.boolean(),
});
export type StrategyFields = z.infer<typeof strategyFieldsSchema>;

export const strategyUpdateSchema = strategyFieldsSchema.extend({
  id: z.int(),
  policyId: z.int().nullable(),
});
export const strategyUpdatesSchema = z.tuple([strategyUpdateSchema, strategyUpdateSchema]);
export type StrategyUpdate = z.infer<typeof strategyUpdateSchema>;

/** A strategy as pages and workers read it. */
export interface StrategyRow extends StrategyFields {
  readonly id: number;
  readonly position: 1 | 2;
  readonly policyId: number | null;
  readonly policyName: string | null;
}

export interface ProjectRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly isSample: boolean;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

export interface ProjectDetails extends ProjectRow {
  readonly settings: ProjectSettings;
  /** Position 1, then position 2. */
  readonly strategies: readonly [StrategyRow, StrategyRow];
}

export interface ProjectListRow extends ProjectRow {
  readonly strategies: readonly StrategyFields[];
  readonly problems: number;
  readonly pairs: number;
  readonly datasets: number;
  readonly activeRuns: number;
}
