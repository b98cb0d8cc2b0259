import type { Case, Placement } from "#lib/method/splice/schema.ts";
import type { Span } from "#lib/method/trajectory/schema.ts";
import type { TokensByRole } from "../schema.ts";

/** One attempt's text with its segments, as compositions point into it. */
export interface PartText {
  readonly text: string;
  readonly spans: readonly Span[];
}

export interface PairTexts {
  readonly first: PartText;
  readonly second: PartText | null;
}

/** What a new revision is made of; number and parent follow from the entry. */
export interface NewRevision {
  readonly entryId: number;
  readonly projectId: number;
  readonly problemText: string;
  readonly tokenizer: string;
  readonly case: Exclude<Case, "0,0">;
  readonly firstId: number;
  readonly secondId: number | null;
  readonly transition: { readonly text: string; readonly placement: Placement } | null;
  readonly templateId: number | null;
  readonly author: string;
  readonly reason: string;
}

export interface TokenCounts {
  readonly tokens: number;
  readonly trainedTokens: number;
  readonly tokensByRole: TokensByRole;
}
