import { committedBy, isAnswerBlock } from "./commit.ts";
import type { Finding, Span } from "./schema.ts";

/**
 * `no-answer` (at the text's end) when there is no answer block, `two-answers` on each one after the first, `empty-answer`
 * on each that commits to nothing.
 */
export function answerFindings(text: string, spans: readonly Span[]): Finding[] {
  const answers = spans.filter((span) => isAnswerBlock(text, span));
  if (answers.length === 0) return [{ code: "no-answer", start: text.length, end: text.length }];
  const repeated = answers.slice(1).map(({ start, end }): Finding => {
    return { code: "two-answers", start, end };
  });
  const empty = answers
    .filter((span) => committedBy(text, span) === null)
    .map(({ start, end }): Finding => ({ code: "empty-answer", start, end }));
  return [...repeated, ...empty];
}
