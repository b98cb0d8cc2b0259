import type { Finding, Span } from "./schema.ts";
import { blockOf } from "./tags.ts";

/** `code-failed` on code whose run ended badly; `code-not-run` on a whole code block that nothing executed. */
export function codeFindings(text: string, spans: readonly Span[]): Finding[] {
  const findings: Finding[] = [];
  for (const [index, span] of spans.entries()) {
    if (span.kind !== "code") continue;
    const { start, end } = span;
    const run = span.run ?? (executorAfter(text, spans, index) === null ? "not-run" : "ok");
    if (run === "ok") continue;
    if (run !== "not-run") findings.push({ code: "code-failed", start, end, detail: run });
    else if (blockOf(text, { ...span, kind: "code" }).hasClose) {
      findings.push({ code: "code-not-run", start, end });
    }
  }
  return findings;
}

/** The executor span that follows the code span at `index`, with nothing but white space between them, or null. */
export function executorAfter(text: string, spans: readonly Span[], index: number): Span | null {
  for (let at = index + 1; at < spans.length; at += 1) {
    const span = spans[at];
    if (span?.kind === "executor") return span;
    if (span?.kind !== "text" || /\S/.test(text.slice(span.start, span.end))) return null;
  }
  return null;
}
