import type { ActionResult } from "#components/shell/action-result.ts";
import type { SubsetChoice } from "#lib/problem/schema.ts";

/** What can be done to a problem; the page hands these down. */
export interface ProblemActions {
  readonly setSubset: (problemId: number, subset: SubsetChoice) => Promise<ActionResult>;
  readonly setHeldOut: (problemId: number, heldOut: boolean) => Promise<ActionResult>;
  readonly archive: (problemId: number) => Promise<ActionResult>;
  readonly restore: (problemId: number) => Promise<ActionResult>;
}
