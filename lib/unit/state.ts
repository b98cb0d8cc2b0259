/**
 * A unit's life in the ledger.
 *   waiting         anybody may lease it, from `notBefore` on
 *   leased          one worker has it until `leasedUntil`; `lease` is the fence its result is written with
 *   done            its result stands
 *   cancelled       its run was cancelled before it was leased
 *   needsAttention  attempts spent, or a failure that trying again cannot mend; `reasonCode` and `reason` say which
 */
export const unitStates = ["waiting", "leased", "done", "cancelled", "needsAttention"] as const;
export type UnitState = (typeof unitStates)[number];

export type UnitEvent =
  | { readonly type: "lease" }
  | { readonly type: "finish" }
  | { readonly type: "cancel" }
  | { readonly type: "retry" }
  | { readonly type: "give-back" }
  | { readonly type: "fail"; readonly attempts: number; readonly isRetryable: boolean };

/** How often a unit is tried before a person has to look. */
export const maxAttempts = 5;

const table: Readonly<
  Record<Exclude<UnitEvent["type"], "fail">, Partial<Record<UnitState, UnitState>>>
> = {
  lease: { waiting: "leased", leased: "leased" },
  finish: { leased: "done" },
  "give-back": { leased: "waiting" },
  cancel: { waiting: "cancelled", leased: "cancelled" },
  retry: { needsAttention: "waiting" },
};

/** The state after `event`, or null when the event means nothing in this state. */
export function nextStatus(state: UnitState, event: UnitEvent): UnitState | null {
  if (event.type !== "fail") return table[event.type][state] ?? null;
  if (state !== "leased") return null;
  return event.isRetryable && event.attempts < maxAttempts ? "waiting" : "needsAttention";
}

const backOffMs = [1_000, 4_000, 15_000, 45_000] as const;

/** How long to wait before attempt `attempts + 1`, in milliseconds; an endpoint's Retry-After wins when it is longer. */
export function backOff(attempts: number, retryAfterMs = 0): number {
  const own = backOffMs[Math.min(Math.max(attempts, 1), backOffMs.length) - 1] ?? 45_000;
  return Math.max(own, Math.min(retryAfterMs, 600_000));
}
