import type { ActionResult } from "#components/shell/action-result.ts";

type IdAction = (policyId: number) => Promise<ActionResult>;

/** What can be done to a policy of the list. */
export interface PolicyActions {
  readonly test: IdAction;
  readonly archive: IdAction;
  readonly restore: IdAction;
}
