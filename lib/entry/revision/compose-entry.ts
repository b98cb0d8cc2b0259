import { compose } from "#lib/method/splice/compose.ts";
import { renderEntry, renderPieces } from "#lib/method/splice/render.ts";
import type { Case, Composition, EntrySegment, Placement } from "#lib/method/splice/schema.ts";
import type { StudentTokenizer } from "#lib/method/tokens/schema.ts";
import { specialTokenFindings } from "#lib/method/tokens/special-tokens.ts";
import type { Finding } from "#lib/method/trajectory/schema.ts";
import { findingsOfComposed } from "./findings-of-composed.ts";
import type { PairTexts } from "./schema.ts";

export interface EntryDraft {
  readonly case: Exclude<Case, "0,0">;
  readonly transition: { readonly text: string; readonly placement: Placement } | null;
  /** The student's prompt, filled. */
  readonly prompt: string;
  readonly texts: PairTexts;
  /** Null while its file is not there: the worker then looks for its special tokens when it counts. */
  readonly tokenizer: Pick<StudentTokenizer, "specialTokens"> | null;
}

/** A composed entry: pieces, the text they render to, the segments an export writes, and what is noticed in the text. */
export interface ComposedEntry {
  readonly composition: Composition;
  readonly text: string;
  readonly segments: readonly EntrySegment[];
  readonly findings: readonly Finding[];
}

/** The draft as it would be saved; the one path for splices, saves and the live preview, so they cannot disagree. */
export function composeEntry(draft: EntryDraft): ComposedEntry {
  const composition = compose({
    case: draft.case,
    first: draft.texts.first,
    second: draft.texts.second,
    transition: draft.transition,
  });
  const texts = { first: draft.texts.first.text, second: draft.texts.second?.text ?? null };
  const text = renderPieces(composition.pieces, texts);
  const segments = renderEntry({
    prompt: draft.prompt,
    pieces: composition.pieces,
    case: draft.case,
    texts,
  });
  const special = draft.tokenizer ? specialTokenFindings(text, draft.tokenizer) : [];
  const findings = [...findingsOfComposed(composition, text), ...special];
  return { composition, text, segments, findings: findings.sort((a, b) => a.start - b.start) };
}
