import type { EntrySegment } from "../splice/schema.ts";
import type { FormatWarning } from "./schema.ts";

/** The student's prompt, as it stands before the answer. */
export function promptText(segments: readonly EntrySegment[]): string {
  return textOf(segments.filter((segment) => segment.role === "prompt"));
}

/** Everything the student is to write: the composed text, without prompt and end. */
export function answerText(segments: readonly EntrySegment[]): string {
  return textOf(answerSegments(segments));
}

/** A format that trains the whole answer trains what the mask leaves out. */
export function maskWarnings(segments: readonly EntrySegment[]): readonly FormatWarning[] {
  return answerSegments(segments).some((segment) => !segment.trained && segment.text !== "")
    ? ["mask-lost"]
    : [];
}

function answerSegments(segments: readonly EntrySegment[]): readonly EntrySegment[] {
  return segments.filter((segment) => segment.role !== "prompt" && segment.role !== "end");
}

function textOf(segments: readonly EntrySegment[]): string {
  return segments.map((segment) => segment.text).join("");
}
