import type { Span } from "./schema.ts";
import { type BlockKind, closeTag, nextTag } from "./tags.ts";

/**
 * The grammar of `parseTrajectory`, without what is known about runs. Returns spans that tile `text`.
 *
 * A block is an opening tag at top level and the first matching close; inside a block every other tag is text. An
 * opening tag without a close is no block: it opens a span of its kind that reaches to the next block, or to the end.
 * Everything else is `text`. Linear in the text's length: a close is searched once, and its absence is remembered.
 */
export function scanSpans(text: string): Span[] {
  const missing = new Set<BlockKind>();
  const spans: Span[] = [];
  let loose: { kind: Span["kind"]; start: number } = { kind: "text", start: 0 };
  let at = 0;
  for (let tag = nextTag(text, at); tag !== null; tag = nextTag(text, at)) {
    at = tag.end;
    if (tag.isClose) continue;
    const closeStart = missing.has(tag.kind) ? -1 : text.indexOf(closeTag(tag.kind), tag.end);
    if (closeStart >= 0) {
      pushSpan(spans, loose.kind, loose.start, tag.start);
      at = closeStart + closeTag(tag.kind).length;
      pushSpan(spans, tag.kind, tag.start, at);
      loose = { kind: "text", start: at };
    } else {
      missing.add(tag.kind);
      if (loose.kind !== "text") continue;
      pushSpan(spans, "text", loose.start, tag.start);
      loose = { kind: tag.kind, start: tag.start };
    }
  }
  pushSpan(spans, loose.kind, loose.start, text.length);
  return joinExecutorNewlines(text, spans);
}

function pushSpan(spans: Span[], kind: Span["kind"], start: number, end: number): void {
  if (end > start) spans.push({ kind, start, end });
}

/** The driver writes `⏎<executor>⏎…⏎</executor>⏎` right after `</code>`, and all of it is the executor segment. */
function joinExecutorNewlines(text: string, spans: readonly Span[]): Span[] {
  const joined = spans.map((span) => ({ ...span }));
  for (const [index, span] of joined.entries()) {
    const gap = joined[index - 1];
    if (span.kind !== "executor" || gap === undefined) continue;
    const isDrivers = joined[index - 2]?.kind === "code" && isNewline(text, gap);
    if (!isDrivers) continue;
    span.start = gap.start;
    gap.end = gap.start;
    const after = joined[index + 1];
    if (after?.kind !== "text" || !text.startsWith("\n", span.end)) continue;
    span.end += 1;
    after.start += 1;
  }
  return joined.filter(({ start, end }) => end > start);
}

function isNewline(text: string, span: Span): boolean {
  return span.kind === "text" && span.end === span.start + 1 && text.startsWith("\n", span.start);
}

/**
 * Whether the end of `text` lies inside something that was opened and not closed: a further tag there is a mention, not a
 * block. Used by a driver while the text still grows.
 */
export function isInsideOpenBlock(text: string): boolean {
  let at = 0;
  for (let tag = nextTag(text, at); tag !== null; tag = nextTag(text, at)) {
    at = tag.end;
    if (tag.isClose) continue;
    const closeStart = text.indexOf(closeTag(tag.kind), tag.end);
    if (closeStart < 0) return true;
    at = closeStart + closeTag(tag.kind).length;
  }
  return false;
}
