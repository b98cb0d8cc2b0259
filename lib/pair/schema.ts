import { z } from "zod";
import { tokensByRoleSchema } from "../entry/schema.ts";
import { outcomeSchema } from "../method/grading/schema.ts";
import { caseSchema } from "../method/splice/schema.ts";
import { findingCodeSchema } from "../method/trajectory/schema.ts";
import { verdictSchema } from "../verdict/schema.ts";

export const pairSorts = ["newest", "oldest", "longest", "shortest", "edited"] as const;
export const pairSortSchema = z.enum(pairSorts);
export type PairSort = z.infer<typeof pairSortSchema>;

export const directions = ["1-2", "2-1"] as const;
export const pairOutcomes = ["correct", "incorrect", "undecided", "ungraded"] as const;

/** What a list of pairs can be narrowed to; the page's URL holds exactly this. Empty arrays: any. */
export const pairFiltersSchema = z.object({
  case: z.array(z.union([caseSchema, z.literal("none")])).default([]),
  /** Position of the first strategy, then of the second. */
  direction: z.array(z.enum(directions)).default([]),
  /** Position of the favoured strategy. */
  subset: z.array(z.enum(["1", "2", "none"])).default([]),
  verdict: z.array(verdictSchema).default([]),
  /** Either attempt has this grade. */
  outcome: z.array(z.enum(pairOutcomes)).default([]),
  /** Either attempt is by this policy. */
  policy: z.array(z.int()).default([]),
  finding: z.array(z.union([findingCodeSchema, z.literal("none")])).default([]),
  /** Tokens of the composed entry, both ends included. */
  minTokens: z.int().nonnegative().nullable().default(null),
  maxTokens: z.int().nonnegative().nullable().default(null),
  run: z.int().nullable().default(null),
  problem: z.int().nullable().default(null),
  /** Every attempt at a problem instead of the one that counts. */
  all: z.boolean().default(false),
  /** Text anywhere in problem, attempts, transition; `/…/` is a regular expression; `#12` is the pair's number. */
  q: z.string().max(500, "A search has at most 500 characters.").default(""),
});
export type PairFilters = z.infer<typeof pairFiltersSchema>;

export const noFilters: PairFilters = pairFiltersSchema.parse({});

/** Most rows one response may hold. */
export const pairPageLimit = 200;
/** Counts stop here: the interface shows "10,000+". */
export const countCap = 10_001;

const positionSchema = z.union([z.literal(1), z.literal(2)]);

/** One line of the list; never holds trajectory text. */
export const pairRowSchema = z.object({
  id: z.int(),
  problemId: z.int(),
  /** The beginning of the problem's text. */
  problem: z.string(),
  case: caseSchema.nullable(),
  firstPosition: positionSchema,
  subset: positionSchema.nullable(),
  firstPolicy: z.string().nullable(),
  secondPolicy: z.string().nullable(),
  firstOutcome: outcomeSchema.nullable(),
  secondOutcome: outcomeSchema.nullable(),
  firstAnswer: z.string().nullable(),
  secondAnswer: z.string().nullable(),
  /** The first attempt's grade follows from an imported transition; it has no answer of its own. */
  gradesInferred: z.boolean(),
  /** Why there is no entry. */
  reason: z.string(),
  /** Why work on it ended for good (empty: the run was cancelled); null while it goes on, or is done. */
  failure: z.string().nullable(),
  entryId: z.int().nullable(),
  revisionId: z.int().nullable(),
  verdict: verdictSchema.nullable(),
  tokens: z.int().nullable(),
  trainedTokens: z.int().nullable(),
  tokensByRole: tokensByRoleSchema,
  findings: z.array(findingCodeSchema),
  codeFailures: z.int(),
  /** A person changed the transition. */
  isEdited: z.boolean(),
  attempt: z.int(),
  /** ISO 8601. */
  updatedAt: z.string(),
});
export type PairRow = z.infer<typeof pairRowSchema>;

export const pairPageSchema = z.object({
  rows: z.array(pairRowSchema),
  nextCursor: z.string().nullable(),
});
export type PairPage = z.infer<typeof pairPageSchema>;

const facetValueSchema = z.object({ value: z.string(), count: z.int() });
export type FacetValue = z.infer<typeof facetValueSchema>;

export const facetNames = [
  "case",
  "direction",
  "subset",
  "verdict",
  "outcome",
  "policy",
  "finding",
] as const;
export type FacetName = (typeof facetNames)[number];

/** Counts by facet value; each facet ignores its own filter. Counts end at `countCap`. */
export const pairFacetsSchema = z.object({
  total: z.int(),
  trainedTokens: z.number(),
  facets: z.record(z.enum(facetNames), z.array(facetValueSchema)),
  /** Right end of the token axis: the smallest power of two that holds 95 % of the project's entries. */
  tokenScale: z.int(),
  /** Entries per sixteenth of the token axis; ignores the token filter. */
  tokenHistogram: z.array(z.int()),
});
export type PairFacets = z.infer<typeof pairFacetsSchema>;

export const pairTabsSchema = z.object({
  all: z.int(),
  corrections: z.int(),
  pending: z.int(),
  toRetry: z.int(),
  undecided: z.int(),
  attempts: z.int(),
});
export type PairTabs = z.infer<typeof pairTabsSchema>;

/** What a live update brings: the changed lines, the counts around them, and how many pairs are new since. */
export const pairChangesSchema = z.object({
  rows: z.array(pairRowSchema),
  facets: pairFacetsSchema,
  tabs: pairTabsSchema,
  added: z.int(),
});
export type PairChanges = z.infer<typeof pairChangesSchema>;

export interface PairNeighbours {
  readonly previousId: number | null;
  readonly nextId: number | null;
  /** 1-based place in the filtered order; ends at `countCap`. */
  readonly place: number;
  readonly total: number;
}
