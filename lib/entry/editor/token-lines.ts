import type { EntrySegment } from "#lib/method/splice/schema.ts";
import { type AssignedToken, assignTokens } from "#lib/method/tokens/assign.ts";
import type { StudentTokenizer } from "#lib/method/tokens/schema.ts";
import type { TokenLine } from "./schema.ts";

/** A long segment is shown by its two ends: a preview has to stay light whatever a model wrote. */
const headTokens = 320;
const tailTokens = 80;
const headCharacters = 1_600;

/** Each segment cut into its tokens' texts, from the same walk that makes ids and labels. */
export function tokenLines(
  segments: readonly EntrySegment[],
  tokenizer: StudentTokenizer,
): TokenLine[] {
  const bytes = new TextEncoder().encode(segments.map((segment) => segment.text).join(""));
  const bySegment = Map.groupBy(assignTokens(segments, tokenizer), (token) => token.segment);
  return segments.map((segment, index) => {
    const tokens = bySegment.get(index) ?? [];
    const isLong = tokens.length > headTokens + tailTokens;
    const head = isLong ? tokens.slice(0, headTokens) : tokens;
    const tail = isLong ? tokens.slice(-tailTokens) : [];
    return {
      ...lineOf(segment),
      head: textsOf(head, bytes),
      tail: textsOf(tail, bytes),
      omitted: tokens.length - head.length - tail.length,
      count: tokens.length,
    };
  });
}

/** The same without a tokenizer: one uncut text a segment. */
export function uncutLines(segments: readonly EntrySegment[]): TokenLine[] {
  return segments.map((segment) => ({
    ...lineOf(segment),
    head: segment.text === "" ? [] : [segment.text.slice(0, headCharacters)],
    tail: [],
    omitted: 0,
    count: 0,
  }));
}

function lineOf({ kind, role, trained, join }: EntrySegment) {
  return { kind, role, trained, join: join === true };
}

/** Tokens that cut a character are shown together with those that finish it. */
function textsOf(tokens: readonly AssignedToken[], bytes: Uint8Array): string[] {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let start: number | null = null;
  for (const token of tokens) {
    start ??= token.start;
    if (isInsideCharacter(bytes[token.end])) continue;
    texts.push(decoder.decode(bytes.subarray(start, token.end)));
    start = null;
  }
  return texts.filter((text) => text !== "");
}

function isInsideCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
