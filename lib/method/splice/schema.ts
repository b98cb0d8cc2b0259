import { z } from "zod";
import { roleSchema, runStatusSchema, segmentKindSchema } from "../trajectory/schema.ts";

/** `(g1,g2)` as written in the glossary. */
export const cases = ["0,1", "1,1", "1,0", "0,0"] as const;
export const caseSchema = z.enum(cases);
export type Case = z.infer<typeof caseSchema>;

/** t⁻ bridges from a wrong first part, t⁺ from a right one. */
export const transitionKinds = ["correction", "verification"] as const;
export const transitionKindSchema = z.enum(transitionKinds);
export type TransitionKind = z.infer<typeof transitionKindSchema>;

/**
 * Where the transition's text stands.
 * `opens-think`: y1−answer `⏎<think>⏎` t `⏎⏎` y2 less its opening `<think>⏎`.
 * `inside-think`: y1−answer less its last `</think>` `⏎` t `⏎</think>⏎` y2.
 * `own-think` (what a join falls back to): y1−answer `⏎<think>⏎` t `⏎</think>⏎` y2.
 */
export const placements = ["opens-think", "inside-think", "own-think"] as const;
export const placementSchema = z.enum(placements);
export type Placement = z.infer<typeof placementSchema>;

/** Which part of a pair a piece's text comes from. */
export const partSchema = z.enum(["first", "second"]);
export type Part = z.infer<typeof partSchema>;

/** A range of a trajectory's text; UTF-16 offsets into that trajectory's text, end-exclusive. */
export const sourceRangeSchema = z.object({
  part: partSchema,
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type SourceRange = z.infer<typeof sourceRangeSchema>;

/** Teacher text: referenced, never copied. `run` on code pieces says how their run ended. */
export const teacherPieceSchema = z.object({
  kind: segmentKindSchema,
  role: roleSchema,
  from: sourceRangeSchema,
  run: runStatusSchema.optional(),
});
/** Text of our own: a join's tags (`join: true`), the transition's text, later an edited segment. */
export const literalPieceSchema = z.object({
  kind: segmentKindSchema,
  role: roleSchema,
  literal: z.string(),
  join: z.boolean().optional(),
  run: runStatusSchema.optional(),
});
export const pieceSchema = z.union([teacherPieceSchema, literalPieceSchema]);
export type TeacherPiece = z.infer<typeof teacherPieceSchema>;
export type LiteralPiece = z.infer<typeof literalPieceSchema>;
export type Piece = z.infer<typeof pieceSchema>;

/** A range of either part that the composed text leaves out, and why. */
export const leftOutSchema = z.object({
  from: sourceRangeSchema,
  why: z.enum(["first-answer", "trailing-space", "think-close", "think-open"]),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/**
 * A composed entry without prompt and end: pieces in order. The prompt and the end are the same for every revision
 * and are added when a row is rendered (`renderEntry`).
 */
export const compositionSchema = z.object({
  case: caseSchema,
  pieces: z.array(pieceSchema),
  leftOut: z.array(leftOutSchema),
  /** Placement that was really used; null for (1,0), which has no transition. */
  placement: placementSchema.nullable(),
  /** True when the join asked for was not possible and `own-think` was used instead (finding `join-fallback`). */
  fellBack: z.boolean(),
});
export type Composition = z.infer<typeof compositionSchema>;

/** One rendered segment of an entry, prompt and end included; what every export format is derived from. */
export interface EntrySegment {
  readonly kind: z.infer<typeof segmentKindSchema>;
  readonly role: z.infer<typeof roleSchema>;
  readonly text: string;
  readonly trained: boolean;
  /** Where teacher text comes from; absent for literal text, prompt and end. */
  readonly from?: SourceRange;
  readonly join?: boolean;
  /** How a code segment's run ended. */
  readonly run?: z.infer<typeof runStatusSchema>;
}
