import type { EntrySegment } from "../splice/schema.ts";
import type { Finding } from "../trajectory/schema.ts";
import type { StudentTokenizer } from "./schema.ts";

/**
 * `special-token`: each special token of the student's tokenizer that stands in a text, longest first where two overlap.
 * Offsets are UTF-16 indices into `text`. Such text is never trained on: in the student's ears it is control, not words.
 */
export function specialTokenFindings(
  text: string,
  tokenizer: Pick<StudentTokenizer, "specialTokens">,
): Finding[] {
  const wanted = tokenizer.specialTokens.filter((token) => token !== "");
  if (wanted.length === 0) return [];
  const longestFirst = wanted.toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapeForRegExp).join("|"), "g");
  return Array.from(text.matchAll(pattern), ({ index, 0: detail }): Finding => {
    return { code: "special-token", start: index, end: index + detail.length, detail };
  });
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The first special token outside of prompt and end, or null: an entry that has one is dropped at freeze. */
export function specialTokenIn(
  segments: readonly EntrySegment[],
  tokenizer: Pick<StudentTokenizer, "specialTokens">,
): string | null {
  const text = segments
    .filter(({ role }) => role !== "prompt" && role !== "end")
    .map((segment) => segment.text)
    .join("");
  return specialTokenFindings(text, tokenizer)[0]?.detail ?? null;
}
