import { z } from "zod";
import {
  type Case,
  type Placement,
  placementSchema,
  type TransitionKind,
} from "#lib/method/splice/schema.ts";
import type { FindingCode, Role, SegmentKind } from "#lib/method/trajectory/schema.ts";
import type { TransitionSlot } from "#lib/transition/schema.ts";
import type { FilledRange, PlaceholderFacts } from "../placeholders.ts";
import { transitionLimit } from "../schema.ts";

/** A draft as the editor sends it; unlike a save it may be empty, since people type from nothing. */
export const previewRequestSchema = z.object({
  text: z.string().max(transitionLimit),
  placement: placementSchema,
});
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** One segment as the tokenizer cuts it. `head` and `tail` hold tokens' texts; `omitted` tokens stand between them. */
export interface TokenLine {
  readonly kind: SegmentKind;
  readonly role: Role;
  readonly trained: boolean;
  /** Tags that the join wrote, not the person. */
  readonly join: boolean;
  readonly head: readonly string[];
  readonly tail: readonly string[];
  readonly omitted: number;
  readonly count: number;
}

/** What a draft would become: text, mask, counts and findings of the whole entry. */
export interface EntryPreview {
  readonly lines: readonly TokenLine[];
  /** Null while the student tokenizer's file is not there, and where the text is too long: lines then hold it uncut. */
  readonly counts: PreviewCounts | null;
  /** Too long to be counted while a person waits: the worker counts it once it is saved. */
  readonly isTooLong: boolean;
  readonly findings: readonly { readonly code: FindingCode; readonly count: number }[];
  readonly placement: Placement | null;
  /** The place asked for was not possible; the transition got a think block of its own. */
  readonly fellBack: boolean;
  /** False: the paper's loader would not find this transition and would train the wrong first part. */
  readonly isKnownToPaperLoader: boolean;
}

export interface PreviewCounts {
  readonly byRole: Readonly<Record<Role, number>>;
  readonly trained: number;
  readonly total: number;
}

export interface EditorStrategy {
  readonly position: 1 | 2;
  readonly sign: string;
  readonly name: string;
}

export interface EditorTemplate {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly filled: readonly FilledRange[];
  readonly placement: Placement;
  readonly uses: number;
  readonly isDefault: boolean;
}

export interface EditorRevision {
  readonly id: number;
  readonly n: number;
  readonly text: string;
  readonly placement: Placement;
  readonly templateId: number | null;
  readonly author: string;
  readonly createdAt: Date;
}

/** Everything the transition editor starts from. */
export interface EditorData {
  readonly projectId: number;
  readonly pairId: number;
  readonly entryId: number;
  /** Where a template of this transition belongs. */
  readonly slot: TransitionSlot;
  readonly case: Exclude<Case, "0,0" | "1,0">;
  readonly kind: TransitionKind;
  readonly first: EditorStrategy;
  readonly second: EditorStrategy;
  readonly revision: EditorRevision;
  readonly facts: PlaceholderFacts;
  readonly templates: readonly EditorTemplate[];
  readonly preview: EntryPreview;
}
