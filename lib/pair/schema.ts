import { z } from "zod";
import type { TokensByRole } from "../entry/schema.ts";
import type { Outcome } from "../method/grading/schema.ts";
import { type Case, caseSchema } from "../method/splice/schema.ts";
import { type FindingCode, findingCodeSchema } from "../method/trajectory/schema.ts";
import { type Verdict, verdictSchema } from "../verdict/schema.ts";

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

/** One line of the list; never holds trajectory text. */
export interface PairRow {
  readonly id: number;
  readonly problemId: number;
  /** The beginning of the problem's text. */
  readonly problem: string;
  readonly case: Case | null;
  readonly firstPosition: 1 | 2;
  readonly subset: 1 | 2 | null;
  readonly firstPolicy: string | null;
  readonly secondPolicy: string | null;
  readonly firstOutcome: Outcome | null;
  readonly secondOutcome: Outcome | null;
  readonly firstAnswer: string | null;
  readonly secondAnswer: string | null;
  readonly reason: string;
  readonly entryId: number | null;
  readonly revisionId: number | null;
  readonly verdict: Verdict | null;
  readonly tokens: number | null;
  readonly trainedTokens: number | null;
  readonly tokensByRole: TokensByRole;
  readonly findings: readonly FindingCode[];
  readonly codeFailures: number;
  /** A person changed the transition. */
  readonly isEdited: boolean;
  readonly attempt: number;
  readonly updatedAt: string;
}

export interface PairPage {
  readonly rows: readonly PairRow[];
  readonly nextCursor: string | null;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

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
export interface PairFacets {
  readonly total: number;
  readonly trainedTokens: number;
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>;
  /** Right end of the token axis: the smallest power of two that holds the project's longest entry. */
  readonly tokenScale: number;
  /** Entries per sixteenth of the token axis; ignores the token filter. */
  readonly tokenHistogram: readonly number[];
}

export interface PairTabs {
  readonly all: number;
  readonly corrections: number;
  readonly pending: number;
  readonly toRetry: number;
  readonly undecided: number;
  readonly attempts: number;
}

export interface PairNeighbours {
  readonly previousId: number | null;
  readonly nextId: number | null;
  /** 1-based place in the filtered order; ends at `countCap`. */
  readonly place: number;
  readonly total: number;
}
