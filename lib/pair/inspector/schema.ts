import type { TokensByRole } from "#lib/entry/schema.ts";
import type { Outcome } from "#lib/method/grading/schema.ts";
import type { Case, LeftOut, Placement, SourceRange } from "#lib/method/splice/schema.ts";
import type { Finding, Role, RunStatus, SegmentKind, Span } from "#lib/method/trajectory/schema.ts";
import type { ToolRun } from "#lib/trajectory/schema.ts";
import type { Verdict } from "#lib/verdict/schema.ts";

export interface InspectorStrategy {
  readonly id: number;
  readonly position: 1 | 2;
  readonly sign: string;
  readonly name: string;
  readonly subsetName: string;
}

export interface InspectorProblem {
  readonly id: number;
  readonly ordinal: number;
  readonly text: string;
  readonly answer: string;
  readonly source: string;
  readonly topic: string;
  readonly difficulty: number | null;
  readonly favoured: InspectorStrategy | null;
}

export interface InspectorGrade {
  readonly reason: string;
  readonly tier: number;
  readonly grader: string;
  readonly version: string;
}

export interface InspectorOverride {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly author: string;
  readonly at: Date;
}

/** One attempt, its text included. */
export interface InspectorAttempt {
  readonly trajectoryId: number;
  readonly policyId: number;
  readonly policyName: string;
  readonly strategy: InspectorStrategy;
  readonly outcome: Outcome | null;
  readonly extracted: string | null;
  readonly grade: InspectorGrade | null;
  readonly override: InspectorOverride | null;
  readonly text: string;
  readonly spans: readonly Span[];
  readonly toolRuns: readonly ToolRun[];
  readonly findings: readonly Finding[];
  readonly generatedTokens: number;
  readonly executorTokens: number;
  readonly durationMs: number;
  readonly isRecorded: boolean;
  readonly conditionedOnFirst: boolean;
  readonly promptVersion: number | null;
  readonly createdAt: Date;
}

/** One segment of the composed entry as the pages show it. */
export interface InspectorSegment {
  readonly kind: SegmentKind;
  readonly role: Role;
  readonly text: string;
  readonly trained: boolean;
  readonly join: boolean;
  readonly run: RunStatus | null;
  readonly from: SourceRange | null;
  /** By the student tokenizer; null while its file is not there. */
  readonly tokens: number | null;
}

export interface InspectorRevision {
  readonly id: number;
  readonly n: number;
  readonly author: string;
  readonly reason: string;
  readonly case: Case;
  readonly transition: string | null;
  readonly placement: Placement | null;
  readonly templateName: string | null;
  readonly createdAt: Date;
}

export interface InspectorEntry {
  readonly id: number;
  readonly isActive: boolean;
  readonly verdict: Verdict;
  readonly canUndo: boolean;
  readonly current: InspectorRevision;
  readonly history: readonly InspectorRevision[];
  readonly segments: readonly InspectorSegment[];
  readonly leftOut: readonly LeftOut[];
  readonly findings: readonly Finding[];
  readonly tokens: number | null;
  readonly trainedTokens: number | null;
  readonly tokensByRole: TokensByRole;
  readonly datasets: readonly { readonly id: number; readonly name: string }[];
}

/** Everything the inspector of one pair shows. */
export interface InspectorData {
  readonly projectId: number;
  readonly tokenizer: string;
  readonly tokenBudget: number;
  readonly pair: {
    readonly id: number;
    readonly case: Case | null;
    readonly attempt: number;
    readonly reason: string;
    /** Why work on it ended for good (empty: the run was cancelled); null while it goes on, or is done. */
    readonly failure: string | null;
    readonly isLatest: boolean;
    readonly gradesInferred: boolean;
    readonly runId: number | null;
    readonly createdAt: Date;
    /** The newest pair of the problem, when this is not it. */
    readonly latestId: number | null;
  };
  readonly problem: InspectorProblem;
  readonly firstStrategy: InspectorStrategy;
  readonly secondStrategy: InspectorStrategy;
  readonly first: InspectorAttempt | null;
  readonly second: InspectorAttempt | null;
  readonly entry: InspectorEntry | null;
}
