import type { Finding, Span } from "./schema.ts";
import { nextTag, trimmedRange } from "./tags.ts";

/** `stray-close` on every closing tag at top level, `text-outside` on other text at top level that is not white space. */
export function outsideFindings(text: string, spans: readonly Span[]): Finding[] {
  return spans.filter((span) => span.kind === "text").flatMap((span) => insideLoose(text, span));
}

function insideLoose(text: string, span: Span): Finding[] {
  const findings: Finding[] = [];
  const part = text.slice(span.start, span.end);
  let from = 0;
  for (let tag = nextTag(part, 0); tag !== null; tag = nextTag(part, tag.end)) {
    if (!tag.isClose) continue;
    pushOutside(findings, part, from, tag.start, span.start);
    const start = span.start + tag.start;
    const detail = part.slice(tag.start, tag.end);
    findings.push({ code: "stray-close", start, end: span.start + tag.end, detail });
    from = tag.end;
  }
  pushOutside(findings, part, from, part.length, span.start);
  return findings;
}

function pushOutside(
  findings: Finding[],
  part: string,
  from: number,
  to: number,
  offset: number,
): void {
  const { start, end } = trimmedRange(part, from, to);
  if (start === end) return;
  findings.push({ code: "text-outside", start: offset + start, end: offset + end });
}
