import { nextStatus } from "../status.ts";
import type { RunPowers, RunProgress } from "./schema.ts";

/** Only a run made of units can be held and go on; an import or export is over before a hand is on the button. */
export function powersOf(run: Pick<RunProgress, "kind" | "status" | "failed">): RunPowers {
  const isMadeOfUnits = run.kind === "teach";
  return {
    canPause: isMadeOfUnits && run.status === "running" && nextStatus(run.status, "pause") !== null,
    canResume: isMadeOfUnits && nextStatus(run.status, "resume") !== null,
    canCancel: isMadeOfUnits && nextStatus(run.status, "cancel") !== null,
    canRetry: isMadeOfUnits && run.failed > 0 && nextStatus(run.status, "retry") !== null,
  };
}
