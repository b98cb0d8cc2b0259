import { z } from "zod";
import type { Case } from "../method/splice/schema.ts";

/** The rows of the case matrix, in its order. */
export const mapCases = ["0,1", "1,1", "1,0", "0,0"] as const satisfies readonly Case[];

const positionSchema = z.union([z.literal(1), z.literal(2)]);
export type Position = z.infer<typeof positionSchema>;
/** null: no subset was given to the problem. */
export type SubsetPosition = Position | null;

/** Latest pairs that are alike in everything the map distinguishes. */
export const pairGroupSchema = z.object({
  caseOf: z.enum(["0,1", "1,1", "1,0", "0,0"]).nullable(),
  first: positionSchema,
  subset: positionSchema.nullable(),
  verdict: z.enum(["pending", "accepted", "rejected", "needs-edit"]).nullable(),
  firstOutcome: z.enum(["correct", "incorrect", "undecided"]).nullable(),
  secondOutcome: z.enum(["correct", "incorrect", "undecided"]).nullable(),
  hasFirst: z.boolean(),
  hasSecond: z.boolean(),
  pairs: z.int(),
  trainedTokens: z.coerce.number(),
});
export type PairGroup = z.infer<typeof pairGroupSchema>;

export interface VerdictCounts {
  readonly pending: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly "needs-edit": number;
}

/** One cell of the case matrix. */
export interface MatrixCell {
  readonly caseOf: Case;
  readonly first: Position;
  readonly subset: SubsetPosition;
  readonly pairs: number;
  readonly verdicts: VerdictCounts;
}

export interface AttemptCounts {
  /** The strategy that wrote the attempt. */
  readonly strategy: Position;
  readonly made: number;
  readonly wanted: number;
  readonly failed: number;
  readonly inFlight: number;
}

export interface GradeCounts {
  readonly correct: number;
  readonly graded: number;
}

export interface SubsetFigures {
  readonly entries: number;
  readonly trainedTokens: number;
}

export interface BalanceFigures {
  /** Whether somebody has saved a rule; else the figures are what the default rule would choose. */
  readonly isStored: boolean;
  /** False: too many pairs to choose anew on every look, the figures are those of the saving. */
  readonly isLive: boolean;
  readonly seed: number;
  readonly by: "entries" | "tokens";
  readonly ratio: readonly [number, number] | null;
  readonly eligible: number;
  readonly chosen: number;
  /** Position 1, then position 2; of what is chosen. */
  readonly subsets: readonly [SubsetFigures, SubsetFigures];
}

export interface DatasetFigures {
  readonly id: number;
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  readonly createdAt: Date;
  readonly exports: readonly {
    readonly id: number;
    readonly format: string;
    readonly file: string;
    readonly isReady: boolean;
  }[];
}

export interface FailedUnits {
  readonly runId: number;
  readonly what: "first" | "gradeFirst" | "second" | "gradeSecond" | "splice";
  /** Whose attempt it is about; null for grades and splices. */
  readonly strategy: Position | null;
  readonly units: number;
}

export interface AuditLine {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  /** How many of the same kind stand together. */
  readonly times: number;
}

/** Everything the map shows that comes from the project's rows. */
export interface MapFigures {
  readonly problems: {
    readonly total: number;
    readonly heldOut: number;
    readonly untaught: number;
    readonly bySubset: readonly [number, number];
    readonly withoutSubset: number;
  };
  readonly pairs: number;
  readonly first: readonly [AttemptCounts, AttemptCounts];
  readonly second: readonly [AttemptCounts, AttemptCounts];
  readonly grades: {
    readonly first: GradeCounts;
    readonly second: GradeCounts;
    readonly undecided: number;
    readonly inFlight: number;
  };
  readonly cells: readonly MatrixCell[];
  /** Subsets that have a column; null only when such pairs exist. */
  readonly subsets: readonly SubsetPosition[];
  readonly graded: number;
  readonly entries: { readonly total: number; readonly verdicts: VerdictCounts };
  readonly failed: readonly FailedUnits[];
  readonly balance: BalanceFigures;
  readonly dataset: DatasetFigures | null;
  readonly datasets: number;
}
