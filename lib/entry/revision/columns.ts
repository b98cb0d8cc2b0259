import { z } from "zod";
import { type LeftOut, leftOutSchema, type Piece, pieceSchema } from "#lib/method/splice/schema.ts";
import {
  type Finding,
  findingSchema,
  type Span,
  spanSchema,
} from "#lib/method/trajectory/schema.ts";
import { type ToolRun, toolRunSchema } from "#lib/trajectory/schema.ts";

const spansSchema = z.array(spanSchema);
const findingsSchema = z.array(findingSchema);
const piecesSchema = z.array(pieceSchema);
const leftOutsSchema = z.array(leftOutSchema);
const toolRunsSchema = z.array(toolRunSchema);

/** The JSON columns of bodies and revisions, parsed where they enter. */
export function parseSpans(column: unknown): readonly Span[] {
  return spansSchema.parse(column);
}
export function parseFindings(column: unknown): readonly Finding[] {
  return findingsSchema.parse(column);
}
export function parsePieces(column: unknown): readonly Piece[] {
  return piecesSchema.parse(column);
}
export function parseLeftOut(column: unknown): readonly LeftOut[] {
  return leftOutsSchema.parse(column);
}
export function parseToolRuns(column: unknown): readonly ToolRun[] {
  return toolRunsSchema.parse(column);
}
