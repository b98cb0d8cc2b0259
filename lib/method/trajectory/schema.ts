import { z } from "zod";

/** What a segment is. `text` is untagged text; `end` is the symbolic end of sequence (its text is empty). */
export const segmentKinds = [
  "prompt",
  "think",
  "code",
  "executor",
  "answer",
  "transition",
  "text",
  "end",
] as const;
export const segmentKindSchema = z.enum(segmentKinds);
export type SegmentKind = z.infer<typeof segmentKindSchema>;

/** Where a segment stands in an entry. */
export const roles = ["prompt", "first", "transition", "second", "end"] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** How a code block's run ended. `not-run`: nothing executed it (recorded text, or no tool). */
export const runStatuses = ["ok", "error", "timeout", "killed", "not-run"] as const;
export const runStatusSchema = z.enum(runStatuses);
export type RunStatus = z.infer<typeof runStatusSchema>;

/**
 * A contiguous piece of a trajectory's text, tags included. Offsets are UTF-16 indices into the text, end-exclusive.
 * A trajectory's spans tile its text: the first starts at 0, each starts where the last ended, none is empty.
 * `run` stands on `code` spans only.
 */
export const spanSchema = z.object({
  kind: segmentKindSchema,
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  run: runStatusSchema.optional(),
});
export type Span = z.infer<typeof spanSchema>;

/** The closed list of findings. */
export const findingCodes = [
  "unclosed",
  "stray-close",
  "text-outside",
  "no-answer",
  "two-answers",
  "empty-answer",
  "code-not-run",
  "code-failed",
  "truncated",
  "tag-in-output",
  "special-token",
  "hidden-characters",
  "join-fallback",
  "stale-output",
] as const;
export const findingCodeSchema = z.enum(findingCodes);
export type FindingCode = z.infer<typeof findingCodeSchema>;

/** Something noticed in a text. Offsets are UTF-16 indices, end-exclusive; `start === end` marks a place, not a range. */
export const findingSchema = z.object({
  code: findingCodeSchema,
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  detail: z.string().optional(),
});
export type Finding = z.infer<typeof findingSchema>;
