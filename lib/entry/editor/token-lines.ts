import type { EntrySegment } from "#lib/method/splice/schema.ts";
import type { AssignedToken } from "#lib/method/tokens/assign.ts";
import type { TokenLine } from "./schema.ts";

/** A long segment is shown by its two ends: a preview has to stay light whatever a model wrote. */
const headTokens = 320;
const tailTokens = 80;
const headCharacters = 1_600;

/** Each segment cut into its tokens' texts; `tokens` are what `assignTokens` gave for these segments. */
export function tokenLines(
  segments: readonly EntrySegment[],
  tokens: readonly AssignedToken[],
): TokenLine[] {
  const bytes = new TextEncoder().encode(segments.map((segment) => segment.text).join(""));
  const bySegment = Map.groupBy(tokens, (token) => token.segment);
  return segments.map((segment, index) => {
    const own = bySegment.get(index) ?? [];
    const isLong = own.length > headTokens + tailTokens;
    const head = isLong ? own.slice(0, headTokens) : own;
    const tail = isLong ? own.slice(-tailTokens) : [];
    return {
      ...lineOf(segment),
      head: textsOf(head, bytes),
      tail: textsOf(tail, bytes),
      omitted: own.length - head.length - tail.length,
      count: own.length,
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
