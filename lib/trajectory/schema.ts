import { z } from "zod";
import { outcomeSchema } from "../method/grading/schema.ts";
import { findingCodeSchema, type Span } from "../method/trajectory/schema.ts";

export const toolStatuses = ["ok", "error", "timeout", "killed"] as const;

/** How one code block ran; one per block that ran, in text order. The JSON column `trajectory_body.tool_runs`. */
export const toolRunSchema = z.object({
  status: z.enum(toolStatuses),
  exit: z.int().nullable(),
  stdout: z.string(),
  stderr: z.string(),
  ms: z.number().nonnegative(),
  tier: z.string(),
  truncatedBytes: z.int().nonnegative().default(0),
});
export type ToolRun = z.infer<typeof toolRunSchema>;

/** What `canonicalText()` changed; the JSON column `trajectory_body.fixes`. */
export const textFixesSchema = z.object({
  nulls: z.int().nonnegative().default(0),
  loneSurrogates: z.int().nonnegative().default(0),
});

/** One whole attempt as a driver or an import hands it over. */
export interface NewTrajectory {
  readonly projectId: number;
  readonly problemId: number;
  readonly policyId: number;
  readonly strategyId: number;
  readonly runId: number | null;
  readonly promptId: number | null;
  /** Hash of the first request's prompt; empty for recorded text. */
  readonly sentSha256?: string;
  readonly isRecorded?: boolean;
  readonly conditionedOnFirst?: boolean;
  readonly text: string;
  /** The driver's own spans win over parsing; absent for recorded text. */
  readonly spans?: readonly Span[];
  readonly toolRuns?: readonly ToolRun[];
  readonly generatedTokens?: number;
  readonly executorTokens?: number;
  readonly durationMs?: number;
  /** It stopped at our own token budget. */
  readonly isTruncated?: boolean;
}

/** What a grader said about one trajectory. */
export interface NewGrade {
  readonly outcome: z.infer<typeof outcomeSchema>;
  readonly extracted: string | null;
  readonly reason: string;
  readonly tier: number;
  readonly version: string;
  readonly ms?: number;
  /** `studio` unless the grade came with imported data. */
  readonly grader?: string;
}

export const overrideRequestSchema = z.object({
  trajectoryId: z.int(),
  /** `null` lifts an earlier override: the grader's own outcome holds again. */
  outcome: outcomeSchema.nullable(),
  reason: z
    .string()
    .trim()
    .min(1, "An override needs a reason: say in one sentence why the grader is wrong.")
    .max(2000, "A reason has at most 2,000 characters."),
});
export type OverrideRequest = z.infer<typeof overrideRequestSchema>;

export const attemptOutcomes = ["correct", "incorrect", "undecided", "ungraded"] as const;

/** What the Attempts tab can be narrowed to; every value comes from the URL. */
export const attemptFiltersSchema = z.object({
  policy: z.array(z.int()).default([]),
  strategy: z.array(z.union([z.literal(1), z.literal(2)])).default([]),
  outcome: z.array(z.enum(attemptOutcomes)).default([]),
  finding: z.array(z.union([findingCodeSchema, z.literal("none")])).default([]),
  run: z.int().nullable().default(null),
  problem: z.int().nullable().default(null),
  q: z.string().max(500).default(""),
});
export type AttemptFilters = z.infer<typeof attemptFiltersSchema>;

/** One line of the Attempts tab; never holds trajectory text. */
export const attemptRowSchema = z.object({
  id: z.int(),
  problemId: z.int(),
  /** The beginning of the problem's text. */
  problem: z.string(),
  gold: z.string(),
  policy: z.string(),
  strategy: z.union([z.literal(1), z.literal(2)]),
  outcome: outcomeSchema.nullable(),
  extracted: z.string().nullable(),
  generatedTokens: z.int(),
  executorTokens: z.int(),
  characters: z.int(),
  codeBlocks: z.int(),
  codeFailures: z.int(),
  durationMs: z.int(),
  isRecorded: z.boolean(),
  findings: z.array(findingCodeSchema),
  /** The pair it stands in, and where; null for a replaced attempt. */
  pairId: z.int().nullable(),
  part: z.enum(["first", "second"]).nullable(),
  /** ISO 8601. */
  createdAt: z.string(),
});
export type AttemptRow = z.infer<typeof attemptRowSchema>;

export const attemptPageSchema = z.object({
  rows: z.array(attemptRowSchema),
  nextCursor: z.string().nullable(),
});
export type AttemptPage = z.infer<typeof attemptPageSchema>;
