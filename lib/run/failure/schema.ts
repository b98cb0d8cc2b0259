import type { UnitWhat } from "../../unit/schema.ts";

/** Units that need attention for one named reason. */
export interface FailureGroup {
  readonly code: string;
  readonly what: UnitWhat;
  readonly units: number;
  /** One of the reasons, in words. */
  readonly example: string;
}

/** A unit that needs a person. */
export interface AttentionUnit {
  readonly id: number;
  readonly what: UnitWhat;
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly at: Date | null;
  readonly pairId: number;
  readonly problemOrdinal: number;
  readonly problem: string;
}
