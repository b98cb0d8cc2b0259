import { z } from "zod";
import type { PlainJson } from "#lib/import/fields.ts";

/** A problem as a file or a form gives it; `answer` is the reference answer's exact text. */
export interface ProblemInput {
  readonly text: string;
  readonly answer: string;
  readonly source: string;
  readonly difficulty: number | null;
  readonly topic: string;
  /** The row's other fields. */
  readonly extra: { readonly [key: string]: PlainJson };
}

/** Which columns hold question and answer, when a person has chosen; dotted paths go into objects. */
export const columnMappingSchema = z.object({
  problem: z.string().min(1).max(200).optional(),
  answer: z.string().min(1).max(200).optional(),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** `auto`: by the project's subset rule. A number: the strategy that all rows favour. */
export const subsetChoiceSchema = z.union([z.literal("auto"), z.int()]);
export type SubsetChoice = z.infer<typeof subsetChoiceSchema>;

export const problemImportOptionsSchema = z.object({
  skipBad: z.boolean().default(false),
  subset: subsetChoiceSchema.default("auto"),
  heldOut: z.boolean().default(false),
  /** Source of rows that name none. */
  sourceName: z.string().max(200).default(""),
  mapping: columnMappingSchema.prefault({}),
});
export type ProblemImportOptions = z.infer<typeof problemImportOptionsSchema>;

/** A row that was not taken. Lines from 1, `offset` in bytes (null for Parquet). */
export const badRowSchema = z.object({
  line: z.int(),
  offset: z.int().nullable(),
  field: z.string(),
  reason: z.string(),
});
export type BadRowReport = z.infer<typeof badRowSchema>;

export const problemImportResultSchema = z.object({
  /** Rows that could be read as problems, duplicates included. */
  rows: z.int(),
  imported: z.int(),
  /** Rows whose problem stands earlier in the file or in the project already. */
  duplicates: z.int(),
  /** False: the file has bad rows and nothing was imported. */
  isImported: z.boolean(),
  bad: z.array(badRowSchema),
  /** Rows by the strategy that they favour, duplicates included. */
  subsets: z.array(z.object({ strategyId: z.int(), name: z.string(), rows: z.int() })),
});
export type ProblemImportResult = z.infer<typeof problemImportResultSchema>;

export const problemFieldsSchema = z.object({
  text: z
    .string()
    .max(1_000_000)
    .refine((text) => text.trim() !== "", "A problem needs a text."),
  answer: z
    .string()
    .max(20_000)
    .refine(
      (text) => text.trim() !== "",
      "A problem needs a reference answer: without it nothing can be graded.",
    ),
  source: z.string().trim().max(200).default(""),
  topic: z.string().trim().max(200).default(""),
  difficulty: z.number().nullable().default(null),
  subset: subsetChoiceSchema.default("auto"),
  heldOut: z.boolean().default(false),
});
export type ProblemFields = z.infer<typeof problemFieldsSchema>;

/** The list's filters, as they stand in the URL. */
export const problemFilterSchema = z.object({
  q: z.string().trim().max(500).default(""),
  /** Position of the favoured strategy, or `none`. */
  subset: z.enum(["1", "2", "none"]).nullable().default(null),
  heldOut: z.enum(["yes", "no"]).nullable().default(null),
  state: z.enum(["active", "archived"]).default("active"),
  /** `untaught`: no pair yet. */
  taught: z.enum(["yes", "no"]).nullable().default(null),
});
export type ProblemFilter = z.infer<typeof problemFilterSchema>;

/** A row of the list; it never carries whole texts. */
export const problemListRowSchema = z.object({
  id: z.int(),
  /** The problem's number: its place in import order. */
  ordinal: z.int(),
  /** The first 300 characters. */
  excerpt: z.string(),
  answer: z.string(),
  source: z.string(),
  topic: z.string(),
  difficulty: z.number().nullable(),
  favouredPosition: z.union([z.literal(1), z.literal(2)]).nullable(),
  heldOut: z.boolean(),
  pairs: z.int(),
  isArchived: z.boolean(),
});
export type ProblemListRow = z.infer<typeof problemListRowSchema>;

const problemPageSchema = z.object({
  rows: z.array(problemListRowSchema),
  /** Ordinal to continue after; null at the end. */
  next: z.int().nullable(),
});
export type ProblemPage = z.infer<typeof problemPageSchema>;

/** The numbers above the list: what each tab would show. */
const problemCountsSchema = z.object({
  active: z.int(),
  archived: z.int(),
  heldOut: z.int(),
  /** Not held out, not archived, and without a pair. */
  untaught: z.int(),
  /** By position of the favoured strategy, held-out ones included. */
  favour1: z.int(),
  favour2: z.int(),
  favourNone: z.int(),
});
export type ProblemCounts = z.infer<typeof problemCountsSchema>;

/** What the list's route answers: a page, and the numbers around it. `matching` stops at 10,001. */
export const problemListSchema = z.object({
  page: problemPageSchema,
  counts: problemCountsSchema,
  matching: z.int(),
});
export type ProblemList = z.infer<typeof problemListSchema>;
