import type { ShellStatus } from "#components/shell/shell-status.ts";
import { localActor } from "#lib/member/actor.ts";
import { readNavCounts } from "#lib/pipeline-map/nav-counts/queries.ts";
import type { RunProgress } from "#lib/run/progress/schema.ts";
import { listActiveRuns } from "#lib/run/queries.ts";
import { readSystemState } from "#lib/system/queries.ts";
import { workerSilenceMs } from "#lib/system/schema.ts";

const keepMs = 300;
const kept = new Map<
  number | null,
  { readonly at: number; readonly status: Promise<ShellStatus> }
>();

/** What the frame shows; tabs that hear the same event share one reading. */
export function readShellStatus(projectId: number | null): Promise<ShellStatus> {
  const last = kept.get(projectId);
  if (last && Date.now() - last.at < keepMs) return last.status;
  const status = compose(projectId);
  kept.set(projectId, { at: Date.now(), status });
  return status;
}

async function compose(projectId: number | null): Promise<ShellStatus> {
  const [runs, counts, health] = await Promise.all([
    listActiveRuns(localActor, null),
    projectId === null ? null : readNavCounts(localActor, projectId),
    readHealth(),
  ]);
  return { running: summary(runs), counts, health };
}

function summary(runs: readonly RunProgress[]): ShellStatus["running"] {
  const going = runs.filter((run) => run.status !== "paused");
  const [first] = runs;
  const left = going.map((run) => run.secondsLeft);
  return {
    runs: going.length,
    paused: runs.length - going.length,
    done: sum(going.map((run) => run.done + run.failed)),
    total: sum(going.map((run) => run.total)),
    secondsLeft: left.length === 0 || left.includes(null) ? null : Math.max(...left.map(Number)),
    projectId: first?.projectId ?? null,
    runId: runs.length === 1 && first ? first.id : null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

async function readHealth(): Promise<ShellStatus["health"]> {
  const [worker, sandbox, model] = await Promise.all([
    readSystemState(localActor, "worker"),
    readSystemState(localActor, "sandbox"),
    readSystemState(localActor, "model-server"),
  ]);
  const isWorkerSilent =
    worker !== null && Date.now() - worker.updatedAt.getTime() > workerSilenceMs;
  if (isWorkerSilent || sandbox?.value.state === "off" || model?.value.state === "unavailable")
    return "bad";
  const isReady = worker && sandbox?.value.state === "ready" && model?.value.state === "ready";
  return isReady ? "good" : "starting";
}
