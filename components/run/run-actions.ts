import type { ActionResult } from "#components/shell/action-result.ts";

/** What can be done with a run; every page that shows one gets these from its server actions. */
export interface RunActions {
  readonly pause: (runId: number) => Promise<ActionResult>;
  readonly resume: (runId: number) => Promise<ActionResult>;
  readonly cancel: (runId: number) => Promise<ActionResult>;
  readonly retryFailed: (runId: number) => Promise<ActionResult>;
}
