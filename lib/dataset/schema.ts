import { z } from "zod";
import {
  type BalanceChange,
  balanceChangeSchema,
  balancePreviewSchema,
} from "../balance/schema.ts";
import {
  balanceRuleSchema,
  bufferSchema,
  type DropCode,
  type EntryCase,
} from "../method/balance/schema.ts";
import type { EntrySegment } from "../method/splice/schema.ts";

/** Names files and folders too, so it keeps to characters that every system takes. */
export const datasetNameSchema = z
  .string()
  .trim()
  .min(1, "A dataset version needs a name, for example v1.")
  .max(80, "A dataset version's name has at most 80 characters: shorten it.")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    "A dataset version's name has letters, digits, dots, dashes and underscores, and begins with a letter or digit: for example v1 or t1-2026.",
  );

export const splits = ["train", "validation"] as const;
export const splitSchema = z.enum(splits);
export type Split = z.infer<typeof splitSchema>;

export const freezeRequestSchema = z.object({
  projectId: z.int(),
  buffer: bufferSchema.default("T1"),
  name: datasetNameSchema,
  /** Share of the problems whose rows are kept for validation; null: no split. */
  validation: z
    .number()
    .gt(0, "The validation share is above 0: for example 0.1 for a tenth of the problems.")
    .max(0.5, "The validation share is at most 0.5: for example 0.1 for a tenth of the problems.")
    .nullable()
    .default(null),
});
export type FreezeRequest = z.input<typeof freezeRequestSchema>;

/** Which rule made `trained`: by role and kind of a segment, never by its wording. */
export const maskPolicy = "role-and-kind/1";

const countSchema = z.object({
  rows: z.int(),
  tokens: z.int().nullable(),
  trainedTokens: z.int().nullable(),
});
export type RowCount = z.infer<typeof countSchema>;

/**
 * What a dataset is and where it comes from. Holds no time and no database id, so the same content, rule and names give
 * the same manifest on another machine. `sha256` covers content alone: row ids in order and their side of the split.
 */
export const manifestSchema = z.object({
  format: z.literal("dualdistill-dataset/1"),
  name: z.string(),
  project: z.string(),
  buffer: bufferSchema,
  sha256: z.string(),
  rows: z.int(),
  rule: balanceRuleSchema,
  validation: z.number().nullable(),
  strategies: z.array(
    z.object({ position: z.int(), name: z.string(), sign: z.string(), subset: z.string() }),
  ),
  /** Which graders decided the rows' grades; `person`: overridden by hand; `inferred`: from an imported transition. */
  graders: z.array(z.object({ grader: z.string(), version: z.string(), trajectories: z.int() })),
  maskPolicy: z.string(),
  tokenizer: z.string(),
  studentPrompt: z.object({ version: z.int(), sha256: z.string(), text: z.string() }),
  prompts: z.array(
    z.object({
      strategy: z.string(),
      use: z.string(),
      version: z.int(),
      sha256: z.string(),
      trajectories: z.int(),
    }),
  ),
  policies: z.array(
    z.object({ name: z.string(), model: z.string(), strategy: z.string(), trajectories: z.int() }),
  ),
  counts: z.object({
    all: countSchema,
    train: countSchema,
    validation: countSchema,
    cells: balancePreviewSchema.shape.cells,
  }),
  /** Pairs of the buffer that are not in, by reason. */
  drops: z.record(z.string(), z.int()),
  /** What the rule chose differently from what was shown when it was saved. */
  changes: z.array(balanceChangeSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface FrozenDataset {
  readonly datasetId: number;
  readonly name: string;
  readonly sha256: string;
  readonly rows: number;
  readonly trainedTokens: number | null;
  readonly dropped: number;
  readonly changes: readonly BalanceChange[];
}

export interface DatasetListRow {
  readonly id: number;
  readonly name: string;
  readonly buffer: "T1" | "T2";
  readonly sha256: string;
  readonly rowCount: number;
  readonly trainedTokens: number | null;
  readonly validationRows: number;
  readonly dropped: number;
  readonly exports: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

export interface DatasetDetails {
  readonly id: number;
  readonly projectId: number;
  readonly name: string;
  readonly manifest: Manifest;
  readonly rowCount: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

/** One row of a dataset as it is exported. */
export interface DatasetEntry {
  /** The row's id: SHA-256 of its content. */
  readonly id: string;
  readonly position: number;
  readonly split: Split;
  readonly problem: string;
  readonly case: EntryCase;
  /** Position of the strategy that went first. */
  readonly first: 1 | 2;
  readonly segments: readonly EntrySegment[];
}

/** A row for a page: the texts cut to what fits. */
export interface RowPreview {
  readonly id: string;
  readonly position: number;
  readonly pairId: number;
  readonly split: Split;
  readonly case: EntryCase;
  readonly first: 1 | 2;
  readonly tokens: number | null;
  readonly trainedTokens: number | null;
  readonly segments: readonly (EntrySegment & { readonly cut: number })[];
}

export interface DroppedPair {
  readonly pairId: number;
  readonly ordinal: number;
  readonly problem: string;
  readonly code: DropCode;
  readonly reason: string;
}
