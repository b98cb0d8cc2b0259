import { nextStatus } from "../status.ts";
import type { RunPowers, RunProgress } from "./schema.ts";

/** Units can be held and tried again; an export waits between two batches of rows; an import is too short to hold. */
export function powersOf(run: Pick<RunProgress, "kind" | "status" | "failed">): RunPowers {
  const isMadeOfUnits = run.kind === "teach";
  const canBeHeld = isMadeOfUnits || run.kind === "export";
  return {
    canPause: canBeHeld && run.status === "running" && nextStatus(run.status, "pause") !== null,
    canResume: canBeHeld && nextStatus(run.status, "resume") !== null,
    canCancel: nextStatus(run.status, "cancel") !== null,
    canRetry: isMadeOfUnits && run.failed > 0 && nextStatus(run.status, "retry") !== null,
  };
}
