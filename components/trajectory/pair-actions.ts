import type { ActionResult } from "#components/shell/action-result.ts";
import type { RecordedVerdict, Verdict } from "#lib/verdict/schema.ts";

/** What a list can do to a line; the page hands them in. */
export interface PairActions {
  readonly judge: (
    entryId: number,
    revisionId: number,
    value: Verdict,
  ) => Promise<ActionResult<RecordedVerdict>>;
  readonly undo: (entryId: number) => Promise<ActionResult<RecordedVerdict>>;
}
