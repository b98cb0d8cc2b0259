import type { Outcome } from "#lib/method/grading/schema.ts";
import type { InspectorAttempt, InspectorStrategy } from "#lib/pair/inspector/schema.ts";

/** One grade of a trajectory's history, newest first. */
export interface AttemptGrade {
  readonly id: number;
  readonly outcome: Outcome;
  readonly extracted: string | null;
  readonly reason: string;
  readonly grader: string;
  readonly version: string;
  readonly tier: number;
  readonly ms: number;
  readonly at: Date;
}

/** Everything the page of a single trajectory shows. */
export interface AttemptData {
  readonly projectId: number;
  readonly attempt: InspectorAttempt;
  readonly problem: {
    readonly id: number;
    readonly ordinal: number;
    readonly text: string;
    readonly answer: string;
    readonly favoured: InspectorStrategy | null;
  };
  readonly runId: number | null;
  readonly characters: number;
  readonly contentSha256: string;
  readonly sentSha256: string;
  readonly isTruncated: boolean;
  /** What had to be changed before the text could be stored. */
  readonly fixes: { readonly nulls: number; readonly loneSurrogates: number };
  readonly grades: readonly AttemptGrade[];
  /** Pairs that it stands in, newest first; none for an attempt that was replaced. */
  readonly pairs: readonly { readonly id: number; readonly part: "first" | "second" }[];
}
