import type { Finding, Span } from "./schema.ts";
import { blockOf, isBlockKind } from "./tags.ts";

/** `unclosed` on the opening tag of every span that lacks its close. */
export function unclosedFindings(text: string, spans: readonly Span[]): Finding[] {
  return spans.flatMap((span): Finding[] => {
    if (!isBlockKind(span.kind)) return [];
    const { hasOpen, hasClose, bodyStart } = blockOf(text, { ...span, kind: span.kind });
    if (!hasOpen || hasClose) return [];
    const start = bodyStart - span.kind.length - 2;
    return [{ code: "unclosed", start, end: bodyStart, detail: span.kind }];
  });
}

const tagInOutput = /[<‹]\/?(?:think|code|executor|answer)>/g;

/** `tag-in-output` on each of our tags in tool output, escaped (`‹think>`) or, in recorded text, as it came. */
export function outputFindings(text: string, spans: readonly Span[]): Finding[] {
  return spans.flatMap((span): Finding[] => {
    if (span.kind !== "executor") return [];
    const { bodyStart, bodyEnd } = blockOf(text, { ...span, kind: "executor" });
    return Array.from(text.slice(bodyStart, bodyEnd).matchAll(tagInOutput), (match): Finding => {
      const start = bodyStart + match.index;
      return { code: "tag-in-output", start, end: start + match[0].length, detail: match[0] };
    });
  });
}
