import type { RunActions } from "#components/run/run-actions.ts";
import { cancelRunAction, pauseRunAction, resumeRunAction, retryRunAction } from "./actions.ts";

/** The buttons of a run, wherever it is shown. */
export const runActions: RunActions = {
  pause: pauseRunAction,
  resume: resumeRunAction,
  cancel: cancelRunAction,
  retryFailed: retryRunAction,
};
