import { Conflict } from "../errors.ts";

/**
 * A run's life.
 *   queued     made, its work not laid out yet
 *   running    its units are leased by workers
 *   paused     nobody leases its units; those in flight finish. By a person, or by its token or cost limit (`reason`)
 *   done       no unit is waiting or leased; units that need attention may be left
 *   cancelled  a person stopped it; waiting units are cancelled, what was made stays
 *   failed     it could not go on (`reason`)
 */
export const runStatuses = ["queued", "running", "paused", "done", "cancelled", "failed"] as const;
export type RunStatus = (typeof runStatuses)[number];

export const runEvents = ["start", "pause", "resume", "finish", "cancel", "fail", "retry"] as const;
export type RunEvent = (typeof runEvents)[number];

const table: Readonly<Record<RunStatus, Partial<Record<RunEvent, RunStatus>>>> = {
  queued: { start: "running", cancel: "cancelled", fail: "failed", pause: "paused" },
  running: {
    pause: "paused",
    finish: "done",
    cancel: "cancelled",
    fail: "failed",
    retry: "running",
  },
  paused: { resume: "running", cancel: "cancelled", retry: "running", fail: "failed" },
  done: { retry: "running" },
  cancelled: {},
  failed: { retry: "running" },
};

/** The status after `event`, or null when the event means nothing in this status. */
export function nextStatus(status: RunStatus, event: RunEvent): RunStatus | null {
  return table[status][event] ?? null;
}

/** Like `nextStatus`, but throws `Conflict` naming the status and what is allowed in it. */
export function requireNextStatus(status: RunStatus, event: RunEvent): RunStatus {
  const next = nextStatus(status, event);
  if (next !== null) return next;
  const allowed = Object.keys(table[status]).join(", ") || "nothing";
  throw new Conflict(`This run is ${status}: it cannot ${event}. Allowed now: ${allowed}.`, {
    fields: { status, event },
  });
}
