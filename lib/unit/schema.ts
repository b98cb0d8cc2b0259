/** The work of a unit, in the order a pair goes through it. */
export const unitWhats = ["first", "gradeFirst", "second", "gradeSecond", "splice"] as const;
export type UnitWhat = (typeof unitWhats)[number];

/** A unit as its worker holds it; `lease` fences every write. */
export interface LeasedUnit {
  readonly id: number;
  readonly lease: number;
  readonly runId: number;
  readonly pairId: number;
  readonly problemId: number;
  readonly what: UnitWhat;
  readonly policyId: number | null;
  readonly attempts: number;
}

/** Why a unit could not be finished, in words the person who reads the run page understands. */
export interface UnitFailure {
  readonly code: string;
  readonly reason: string;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number;
}
