import { Unavailable } from "#lib/errors.ts";
import { systemActor } from "#lib/member/actor.ts";
import { getPolicyConnection } from "#lib/policy/connection/queries.ts";
import type { RunStrategy } from "#lib/run/schema.ts";
import type { PolicyCapacity } from "./scheduler.ts";

const keepMs = 2_000;
const longestPauseMs = 60_000;

export interface Capacities {
  readonly capacityOf: (strategy: RunStrategy) => Promise<PolicyCapacity>;
  /** An endpoint failed as a whole (away, refusing us, limiting us): ask it less often, so that units keep their attempts. */
  readonly noteFault: (policyId: number, retryAfterMs?: number) => void;
  readonly noteAnswer: (policyId: number) => void;
}

interface Pause {
  readonly faults: number;
  readonly until: number;
}

/** In-flight limits of the policies, read from the database at most every two seconds, with a pause after faults. */
export function createCapacities(now: () => number = Date.now): Capacities {
  const known = new Map<number, { readonly at: number; readonly capacity: PolicyCapacity }>();
  const pauses = new Map<number, Pause>();

  const read = async (strategy: RunStrategy): Promise<PolicyCapacity> => {
    const held = known.get(strategy.policyId);
    if (held && now() - held.at < keepMs) return held.capacity;
    const capacity = strategy.isRecorded ? recordedCapacity : await askable(strategy.policyId);
    known.set(strategy.policyId, { at: now(), capacity });
    return capacity;
  };

  return {
    capacityOf: async (strategy) => {
      const capacity = await read(strategy);
      const pause = pauses.get(strategy.policyId);
      if (!pause) return capacity;
      // After a pause one call goes first; its answer opens the rest.
      return { maxInFlight: 1, isReady: capacity.isReady && now() >= pause.until };
    },
    noteFault: (policyId, retryAfterMs = 0) => {
      const faults = (pauses.get(policyId)?.faults ?? 0) + 1;
      const own = Math.min(longestPauseMs, 500 * 2 ** Math.min(faults, 10));
      pauses.set(policyId, {
        faults,
        until: now() + Math.max(own, Math.min(retryAfterMs, 600_000)),
      });
    },
    noteAnswer: (policyId) => {
      pauses.delete(policyId);
    },
  };
}

const recordedCapacity: PolicyCapacity = { maxInFlight: 16, isReady: true };

async function askable(policyId: number): Promise<PolicyCapacity> {
  try {
    const connection = await getPolicyConnection(systemActor, policyId);
    return { maxInFlight: connection.settings.maxInFlight, isReady: true };
  } catch (error) {
    if (error instanceof Unavailable) return { maxInFlight: 0, isReady: false };
    throw error;
  }
}
