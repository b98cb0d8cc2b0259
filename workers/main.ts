import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { closeDb } from "#lib/adapters/db/client.ts";
import { listen } from "#lib/adapters/db/events.ts";
import { closeQueue, startQueue } from "#lib/adapters/queue/queue.ts";
import { loadStudentTokenizer } from "#lib/adapters/tokenizer/load.ts";
import { clearExportLeftovers } from "#lib/export/work/mutations.ts";
import { createLog } from "#lib/log.ts";
import { systemActor } from "#lib/member/actor.ts";
import { recordSystemState } from "#lib/system/mutations.ts";
import { releaseDeadLeases, renewLeases, retireCrashedUnits } from "#lib/unit/mutations.ts";
import { createCapacities } from "./scheduler/capacity.ts";
import { type Scheduler, startScheduler } from "./scheduler/scheduler.ts";
import { livenessFrom, makeWorkerId } from "./scheduler/worker-id.ts";
import { gradeWith } from "./tasks/grade-attempt.ts";
import { jobHandlers } from "./tasks/handlers.ts";
import { performUnit } from "./tasks/perform-unit.ts";
import { startTokenCounts } from "./token-counts.ts";
import { openToolbox, tellSystem } from "./toolbox.ts";

const log = createLog("worker");
const workerId = makeWorkerId();
const stopping = new AbortController();

const toolbox = openToolbox(log, tellSystem);
const capacities = createCapacities();
const parts = {
  log,
  ...capacities,
  tools: { openSession: (seed: number) => toolbox.pool().openSession({ seed }) },
  grade: gradeWith(toolbox),
  countTokens,
};
const scheduler = startScheduler({
  workerId,
  log,
  perform: (unit, signal) => performUnit(parts, unit, signal),
  capacityOf: capacities.capacityOf,
  areToolsReady: toolbox.isReady,
});

every(5_000, "heartbeat", () => beat(scheduler));
every(15_000, "lease renewal", () => renewLeases(workerId, scheduler.inFlight()));
every(10_000, "clearing up after dead workers", async () => {
  await releaseDeadLeases(livenessFrom(workerId));
  await retireCrashedUnits();
});
void keepListening(scheduler, log);
const queue = keepTrying("the job queue", () =>
  startQueue(jobHandlers(parts), (error) => log.warn({ err: error }, "job queue")),
);

const tokenCounts = startTokenCounts(log);

void clearExportLeftovers(systemActor).catch((error: unknown) =>
  log.warn({ err: error }, "old exports"),
);

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());

async function stop(): Promise<void> {
  stopping.abort();
  await Promise.allSettled([
    scheduler.stop(),
    toolbox.stop(),
    tokenCounts.stop(),
    Promise.race([queue.then((running) => running?.stop(1_500)), sleep(2_000)]),
  ]);
  await Promise.allSettled([closeQueue(), closeDb()]);
  process.exit(0);
}

/** Health is progress: without a turn of the scheduler there is no heartbeat. */
async function beat(of: Scheduler): Promise<void> {
  if (Date.now() - of.lastTurnAt() > 60_000) return;
  await recordSystemState(systemActor, "worker", {
    at: new Date().toISOString(),
    inFlight: of.inFlight().length,
  });
}

/** Repeats for as long as the process lives; a database that is away is news for the log, not an end. */
function every(ms: number, what: string, work: () => Promise<unknown>): void {
  void (async () => {
    while (!stopping.signal.aborted) {
      await work().catch((error: unknown) => log.warn({ err: error }, `no ${what}`));
      await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
}

/** Wakes the scheduler when a run starts, resumes or moves on elsewhere; polling covers what is missed meanwhile. */
async function keepListening(of: Scheduler, to: Logger): Promise<void> {
  while (!stopping.signal.aborted) {
    await new Promise<void>((lost) => {
      const onEvent = (event: { topic: string }) => {
        if (event.topic === "run" || event.topic === "system") of.wake();
      };
      listen(onEvent, () => lost()).catch((error: unknown) => {
        to.warn({ err: error }, "cannot hear the database");
        lost();
      });
    });
    await sleep(1_000);
  }
}

async function keepTrying<Thing>(what: string, open: () => Promise<Thing>): Promise<Thing | null> {
  while (!stopping.signal.aborted) {
    try {
      return await open();
    } catch (error) {
      log.warn({ err: error }, `${what} did not open; trying again`);
      await sleep(2_000);
    }
  }
  return null;
}

/** By the student tokenizer; without its file, three characters a token, which errs on the side of the budget. */
async function countTokens(name: string): Promise<(text: string) => number> {
  try {
    const tokenizer = await loadStudentTokenizer(name);
    return (text) => tokenizer.encode(text).ids.length;
  } catch (error) {
    log.warn({ err: error }, "counting tokens by length");
    return (text) => Math.ceil(text.length / 3);
  }
}
