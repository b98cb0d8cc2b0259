import { answerFindings } from "./answer-findings.ts";
import { outputFindings, unclosedFindings } from "./block-findings.ts";
import { codeFindings, executorAfter } from "./code-findings.ts";
import { inferRun } from "./executor.ts";
import { hiddenCharacters } from "./hidden-characters.ts";
import { outsideFindings } from "./outside-findings.ts";
import { scanSpans } from "./scan.ts";
import type { Finding, Span } from "./schema.ts";
import { blockOf } from "./tags.ts";

/** A text's spans and what was noticed about them. */
export interface ParsedTrajectory {
  readonly spans: Span[];
  readonly findings: Finding[];
}

/**
 * Spans and findings of a trajectory's text (grammar in `scan.ts`). Spans tile the text; offsets are UTF-16 indices into
 * it, end-exclusive. How a code block's run ended is read from the executor block behind it; without one it is `not-run`.
 * For text that our own driver produced use its spans and `findingsOf`: they know more than the text does.
 */
export function parseTrajectory(text: string): ParsedTrajectory {
  const scanned = scanSpans(text);
  const spans = scanned.map((span, index): Span => {
    if (span.kind !== "code") return span;
    const executor = executorAfter(text, scanned, index);
    const isWhole = blockOf(text, { ...span, kind: "code" }).hasClose;
    if (executor === null || !isWhole) return { ...span, run: "not-run" };
    const { bodyStart, bodyEnd } = blockOf(text, { ...executor, kind: "executor" });
    return { ...span, run: inferRun(text.slice(bodyStart, bodyEnd)) };
  });
  return { spans, findings: findingsOf(text, spans) };
}

/** The text that `spans` describe, put together again: `renderSpans(t, parseTrajectory(t).spans) === t`. */
export function renderSpans(text: string, spans: readonly Span[]): string {
  return spans.map((span) => text.slice(span.start, span.end)).join("");
}

/** At most this many findings of one code are listed; the last of them says how many more there are. */
export const findingsPerCode = 100;

/** Findings of a text whose spans are given (a driver's, or parsed), ordered by offset. */
export function findingsOf(text: string, spans: readonly Span[]): Finding[] {
  const rules = [
    unclosedFindings(text, spans),
    outsideFindings(text, spans),
    answerFindings(text, spans),
    codeFindings(text, spans),
    outputFindings(text, spans),
    hiddenCharacters(text),
  ];
  return rules.flatMap(capByCode).sort((a, b) => a.start - b.start || a.end - b.end);
}

function capByCode(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  const seen = new Map<string, number>();
  return findings.flatMap((finding): Finding[] => {
    const n = (seen.get(finding.code) ?? 0) + 1;
    seen.set(finding.code, n);
    const more = (counts.get(finding.code) ?? 0) - findingsPerCode;
    if (n > findingsPerCode) return [];
    if (n < findingsPerCode || more <= 0) return [finding];
    return [{ ...finding, detail: `${finding.detail ?? ""} (and ${more} more)`.trim() }];
  });
}
