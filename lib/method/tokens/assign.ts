import { Invalid } from "../../errors.ts";
import type { EntrySegment } from "../splice/schema.ts";
import type { StudentTokenizer } from "./schema.ts";

/** One token of an entry. `start` and `end` are bytes of the whole text's UTF-8 form, end-exclusive. */
export interface AssignedToken {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Index of the segment that holds the character of the token's first byte. */
  readonly segment: number;
  /** Trained only when every segment that the token reaches into is. */
  readonly trained: boolean;
}

/**
 * The tokens of an entry one by one, from one tokenisation of its whole text; an `end` segment becomes the end-of-sequence
 * token. The text, mask and ids come out of the same walk, so they cannot drift apart.
 *
 * Throws `Invalid` when a segment's boundary cuts a character, or when the tokenizer changes the text.
 */
export function* assignTokens(
  segments: readonly EntrySegment[],
  tokenizer: StudentTokenizer,
): Generator<AssignedToken, void, void> {
  const segmentEnds = byteEnds(segments);
  const { ids, ends } = tokenizer.encode(segments.map(({ text }) => text).join(""));
  let segment = 0;
  let start = 0;
  for (const [index, end] of ends.entries()) {
    segment = segmentAt(segmentEnds, start, segment);
    const trained = isTrainedUpTo(segments, segmentEnds, { from: segment, end });
    yield { id: ids[index] ?? -1, start, end, segment, trained };
    start = end;
  }
  yield* endTokens(segments, tokenizer.eosId, start);
}

/** The segment that holds byte `start`, from `from` on. */
function segmentAt(ends: readonly number[], start: number, from: number): number {
  let segment = from;
  while ((ends[segment] ?? Number.POSITIVE_INFINITY) <= start) segment += 1;
  return segment;
}

/** Whether every segment that has a byte between the one at `from` and byte `end` is trained. */
function isTrainedUpTo(
  segments: readonly EntrySegment[],
  ends: readonly number[],
  token: { readonly from: number; readonly end: number },
): boolean {
  if (!segments[token.from]?.trained) return false;
  let reached = ends[token.from] ?? token.end;
  for (let next = token.from + 1; reached < token.end; next += 1) {
    const end = ends[next] ?? token.end;
    if (end > reached && !segments[next]?.trained) return false;
    reached = end;
  }
  return true;
}

function endTokens(segments: readonly EntrySegment[], eosId: number, at: number): AssignedToken[] {
  return segments.flatMap(({ kind, trained }, segment): AssignedToken[] => {
    return kind === "end" ? [{ id: eosId, start: at, end: at, segment, trained }] : [];
  });
}

/** For each segment the byte of the whole text's UTF-8 form at which it ends. */
function byteEnds(segments: readonly EntrySegment[]): number[] {
  const encoder = new TextEncoder();
  let at = 0;
  return segments.map(({ text, kind }, index) => {
    if (/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text)) {
      throw new Invalid(
        `Segment ${index} (${kind}) begins or ends inside a character; move its boundary by one.`,
      );
    }
    at += encoder.encode(text).length;
    return at;
  });
}
