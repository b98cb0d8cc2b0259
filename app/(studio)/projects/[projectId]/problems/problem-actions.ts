import type { ProblemActions } from "#components/problem/problem-actions.ts";
import {
  archiveProblemAction,
  restoreProblemAction,
  setHeldOutAction,
  setSubsetAction,
} from "./actions.ts";

/** The actions of one project's problems, as components take them. */
export function problemActionsOf(projectId: number): ProblemActions {
  return {
    setSubset: setSubsetAction.bind(null, projectId),
    setHeldOut: setHeldOutAction.bind(null, projectId),
    archive: archiveProblemAction.bind(null, projectId),
    restore: restoreProblemAction.bind(null, projectId),
  };
}
