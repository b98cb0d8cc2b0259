import { z } from "zod";
import {
  type BalanceRule,
  type BalanceRuleInput,
  balanceRuleSchema,
  type DropCode,
  dropCodeSchema,
  entryCaseSchema,
  type PairFacts,
} from "../method/balance/schema.ts";

/** What the rule decides about, and where to find it again. Never carries text. */
export interface BufferPair extends PairFacts {
  readonly pairId: number;
  readonly revisionId: number | null;
  /** Position of the strategy that went first: the direction. */
  readonly first: 1 | 2;
}

const positionSchema = z.union([z.literal(1), z.literal(2)]);

/** Eligible entries of one subset × case × direction, and how many of them are in. */
export const balanceCellSchema = z.object({
  subset: positionSchema.nullable(),
  case: entryCaseSchema,
  first: positionSchema,
  eligible: z.int(),
  eligibleTokens: z.int(),
  in: z.int(),
  inTokens: z.int(),
});
export type BalanceCell = z.infer<typeof balanceCellSchema>;

export const balanceOutSchema = z.object({
  code: dropCodeSchema,
  pairs: z.int(),
  trainedTokens: z.int(),
});
export type BalanceOut = z.infer<typeof balanceOutSchema>;

/** What a rule would choose, in numbers. Stored with the rule; freeze compares with it. Tokens are trained tokens. */
export const balancePreviewSchema = z.object({
  pairs: z.int(),
  cells: z.array(balanceCellSchema),
  out: z.array(balanceOutSchema),
  /** SHA-256 of the chosen entries' keys in order: equal exactly when the choice is the same. */
  digest: z.string(),
});
export type BalancePreview = z.infer<typeof balancePreviewSchema>;

/** One difference between what was shown when the rule was saved and what it chooses now. */
export const balanceChangeSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("cell"),
    subset: positionSchema.nullable(),
    case: entryCaseSchema,
    first: positionSchema,
    before: z.int(),
    after: z.int(),
  }),
  z.object({ what: z.literal("out"), code: dropCodeSchema, before: z.int(), after: z.int() }),
  z.object({ what: z.literal("choice") }),
]);
export type BalanceChange = z.infer<typeof balanceChangeSchema>;

export interface SubsetTotals {
  readonly entries: number;
  readonly trainedTokens: number;
}

/** Totals of a preview: what is eligible, what is in, and each subset's part of what is in. */
export interface BalanceTotals {
  readonly eligible: SubsetTotals;
  readonly in: SubsetTotals;
  readonly bySubset: Readonly<Record<"1" | "2" | "none", SubsetTotals>>;
}

const noTotals: SubsetTotals = { entries: 0, trainedTokens: 0 };

function add(totals: SubsetTotals, entries: number, trainedTokens: number): SubsetTotals {
  return { entries: totals.entries + entries, trainedTokens: totals.trainedTokens + trainedTokens };
}

export function totalsOf(preview: BalancePreview): BalanceTotals {
  let eligible = noTotals;
  let inside = noTotals;
  const bySubset = { "1": noTotals, "2": noTotals, none: noTotals };
  for (const cell of preview.cells) {
    const key = cell.subset === null ? "none" : cell.subset === 1 ? "1" : "2";
    eligible = add(eligible, cell.eligible, cell.eligibleTokens);
    inside = add(inside, cell.in, cell.inTokens);
    bySubset[key] = add(bySubset[key], cell.in, cell.inTokens);
  }
  return { eligible, in: inside, bySubset };
}

/** A stored rule with what its author saw. */
export interface StoredBalanceRule {
  readonly rule: BalanceRule;
  readonly preview: BalancePreview;
  readonly createdBy: string;
  readonly updatedAt: Date;
}

/** A pair that the rule leaves out, for a list. */
export interface OutPair {
  readonly pairId: number;
  readonly ordinal: number;
  readonly problem: string;
  readonly code: DropCode;
  readonly reason: string;
}

/** The rule a project starts from: its own seed and whether pending entries count; all else is the default. */
export function firstRule(
  settings: { readonly seed: number; readonly includePending: boolean },
  input: BalanceRuleInput = {},
): BalanceRule {
  return balanceRuleSchema.parse({
    seed: settings.seed,
    includePending: settings.includePending,
    ...input,
  });
}
