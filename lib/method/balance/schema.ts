import { z } from "zod";
import type { Case } from "../splice/schema.ts";
import type { FindingCode } from "../trajectory/schema.ts";

export const buffers = ["T1", "T2"] as const;
export const bufferSchema = z.enum(buffers);
export type BufferName = z.infer<typeof bufferSchema>;

/** What the target ratio is measured in. */
export const balanceUnits = ["entries", "tokens"] as const;
export const balanceUnitSchema = z.enum(balanceUnits);
export type BalanceUnit = z.infer<typeof balanceUnitSchema>;

/** Cases that have entries; (0,0) has none. */
export const entryCases = ["0,1", "1,1", "1,0"] as const satisfies readonly Case[];
export const entryCaseSchema = z.enum(entryCases);
export type EntryCase = z.infer<typeof entryCaseSchema>;

const share = z
  .number("A share of the ratio is a number: write for example 1:1 or 3:2.")
  .min(0, "A share of the ratio cannot be negative: write for example 1:1 or 3:2.")
  .max(1000, "A share of the ratio is at most 1000: write for example 1:1 or 3:2.");

export const ratioSchema = z
  .tuple([share, share])
  .refine(
    ([one, two]) => one + two > 0,
    "A ratio of 0:0 chooses nothing: write for example 1:1, or 1:0 for one subset alone.",
  );
export type Ratio = z.infer<typeof ratioSchema>;

const cap = z
  .int("A cap is a whole number of entries.")
  .min(0, "A cap cannot be negative.")
  .max(10_000_000);

/** How entries are chosen from a buffer. Nothing in it names a strategy: 1 and 2 are positions. */
export const balanceRuleSchema = z.object({
  buffer: bufferSchema.default("T1"),
  seed: z
    .int("The seed is a whole number.")
    .min(0, "The seed is a whole number from 0 to 2147483647.")
    .max(2_147_483_647, "The seed is a whole number from 0 to 2147483647.")
    .default(42),
  /** Share of the subset at position 1 : share of the subset at position 2. Null: every eligible entry, whatever its subset. */
  ratio: ratioSchema.nullable().default([1, 1]),
  by: balanceUnitSchema.default("entries"),
  includePending: z.boolean().default(false),
  /** Entries with more tokens (prompt and end included) are left out, never cut. Null: any length. */
  maxTokens: z
    .int("The longest entry is a whole number of tokens.")
    .min(1, "The longest entry has at least 1 token.")
    .max(100_000_000)
    .nullable()
    .default(16_384),
  /** At most so many entries of a case. */
  caps: z.partialRecord(entryCaseSchema, cap).default({}),
});
export type BalanceRule = z.infer<typeof balanceRuleSchema>;
export type BalanceRuleInput = z.input<typeof balanceRuleSchema>;

/** Why a pair of the buffer is not in; in the order in which they are asked. */
export const dropCodes = [
  "superseded",
  "archived",
  "unfinished",
  "undecided",
  "case-0-0",
  "withheld",
  "rejected",
  "needs-edit",
  "pending",
  "two-answers",
  "stale-output",
  "special-token",
  "no-token-count",
  "too-long",
  "no-subset",
  "cap",
  "balance",
] as const;
export const dropCodeSchema = z.enum(dropCodes);
export type DropCode = z.infer<typeof dropCodeSchema>;

/** Findings of a composed entry that keep it out of every dataset. */
export const blockingFindings = [
  "two-answers",
  "stale-output",
  "special-token",
] as const satisfies readonly FindingCode[];
export type BlockingFinding = (typeof blockingFindings)[number];

/** What the rule needs to know about one pair. `key` comes from content, never from a database. */
export interface PairFacts {
  readonly key: string;
  readonly isLatest: boolean;
  readonly isArchived: boolean;
  /** Both attempts exist and have a grade in force (which may be undecided). */
  readonly isGraded: boolean;
  /** Null: undecided, or not graded yet. */
  readonly case: Case | null;
  /** The verdict of the active entry's current revision; null without an active entry. */
  readonly verdict: "pending" | "accepted" | "rejected" | "needs-edit" | null;
  /** Position of the strategy that suits the problem. */
  readonly subset: 1 | 2 | null;
  readonly blocking: readonly BlockingFinding[];
  /** By the project's student tokenizer, prompt and end included; null while not counted. */
  readonly tokens: number | null;
  readonly trainedTokens: number | null;
}

/** An eligible entry, as the choice sees it. */
export interface Candidate {
  readonly key: string;
  readonly case: EntryCase;
  readonly subset: 1 | 2 | null;
  readonly trainedTokens: number | null;
}

/** The choice: parallel to the candidates given, null where the candidate is in. */
export type ChoiceCode = Extract<DropCode, "no-token-count" | "no-subset" | "cap" | "balance">;
