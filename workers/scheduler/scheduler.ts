import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { NotFound } from "#lib/errors.ts";
import type { RunStrategy } from "#lib/run/schema.ts";
import { failUnit, giveBackUnit, LeaseLost, leaseUnits } from "#lib/unit/mutations.ts";
import { listOpenRuns, type OpenRun } from "#lib/unit/queries.ts";
import type { LeasedUnit } from "#lib/unit/schema.ts";
import { Failed, NotNow } from "./outcome.ts";

/** How many units of one policy may be under way, and whether its endpoint can be asked at all now. */
export interface PolicyCapacity {
  readonly maxInFlight: number;
  readonly isReady: boolean;
}

export interface SchedulerParts {
  readonly workerId: string;
  readonly log: Logger;
  /** Does one unit and writes its result; throws `Failed`, `NotNow`, `LeaseLost`. */
  readonly perform: (unit: LeasedUnit, signal: AbortSignal) => Promise<void>;
  readonly capacityOf: (strategy: RunStrategy) => Promise<PolicyCapacity>;
  readonly areToolsReady: () => boolean;
}

export interface Scheduler {
  /** Looks for work soon; cheap to call often. */
  readonly wake: () => void;
  /** Ids of the units that are being worked on. */
  readonly inFlight: () => readonly number[];
  /** When the loop last came round: a stuck process shows here. */
  readonly lastTurnAt: () => number;
  /** Takes no more units, gives back what is under way. */
  readonly stop: () => Promise<void>;
}

const localLimit = 8;
const pollMs = 1_000;

/** One scheduler a process: interleaves every run's trajectories, no barrier, each policy up to its own limit. */
export function startScheduler(parts: SchedulerParts): Scheduler {
  const stopping = new AbortController();
  const underWay = new Map<number, Promise<void>>();
  const countOf = new Map<number | null, number>();
  let lastTurnAt = Date.now();
  let rouse: () => void = () => {};
  let isRoused = false;

  const wake = () => {
    isRoused = true;
    rouse();
  };

  const take = (unit: LeasedUnit) => {
    countOf.set(unit.policyId, (countOf.get(unit.policyId) ?? 0) + 1);
    const work = performOne(parts, unit, stopping.signal).finally(() => {
      countOf.set(unit.policyId, (countOf.get(unit.policyId) ?? 1) - 1);
      underWay.delete(unit.id);
      wake();
    });
    underWay.set(unit.id, work);
  };

  const fill = async (run: OpenRun, policyId: number | null, limit: number) => {
    const free = limit - (countOf.get(policyId) ?? 0);
    if (free <= 0 || stopping.signal.aborted) return;
    const { workerId } = parts;
    const units = await leaseUnits({
      workerId,
      runId: run.id,
      policyId,
      limit: free,
      withTools: parts.areToolsReady(),
    });
    for (const unit of units) take(unit);
  };

  const turn = async () => {
    for (const run of await listOpenRuns()) {
      await fill(run, null, localLimit);
      for (const strategy of new Map(
        run.settings.strategies.map((one) => [one.policyId, one]),
      ).values()) {
        const capacity = await parts.capacityOf(strategy);
        if (capacity.isReady) await fill(run, strategy.policyId, capacity.maxInFlight);
      }
    }
  };

  const rest = () =>
    new Promise<void>((resolve) => {
      if (isRoused) return resolve();
      const timer = setTimeout(resolve, pollMs);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      isRoused = false;
      await turn().catch((error: unknown) =>
        parts.log.warn({ err: error }, "no turn of the scheduler: trying again"),
      );
      lastTurnAt = Date.now();
      await rest();
    }
  })();

  return {
    wake,
    inFlight: () => [...underWay.keys()],
    lastTurnAt: () => lastTurnAt,
    stop: async () => {
      stopping.abort();
      wake();
      await loop;
      await Promise.allSettled(underWay.values());
    },
  };
}

async function performOne(
  parts: SchedulerParts,
  unit: LeasedUnit,
  signal: AbortSignal,
): Promise<void> {
  try {
    await parts.perform(unit, signal);
  } catch (error) {
    await persistently(() => settleError(parts, unit, signal, error)).catch((cause: unknown) =>
      parts.log.error(
        { err: cause, unit: unit.id },
        "could not write why a unit failed; its lease will run out",
      ),
    );
  }
}

/** A database that is just restarting is worth waiting for: the unit is free again as soon as it is back. */
async function persistently(write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(500);
    }
  }
}

async function settleError(
  parts: SchedulerParts,
  unit: LeasedUnit,
  signal: AbortSignal,
  error: unknown,
): Promise<void> {
  if (error instanceof LeaseLost || error instanceof NotFound) {
    parts.log.info(
      { unit: unit.id, reason: error.message },
      "dropped a unit that is no longer ours",
    );
  } else if (signal.aborted || error instanceof NotNow) {
    await giveBackUnit(unit);
  } else if (error instanceof Failed) {
    await failUnit(unit, error.failure);
  } else {
    parts.log.error({ err: error, unit: unit.id }, "a unit failed unexpectedly");
    const reason = error instanceof Error ? error.message : String(error);
    await failUnit(unit, { code: "internal", reason, isRetryable: true });
  }
}
