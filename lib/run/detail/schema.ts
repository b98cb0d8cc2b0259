import type { UnitWhat } from "../../unit/schema.ts";

/** How many units of one kind of work stand where. */
export interface StepCounts {
  readonly what: UnitWhat;
  readonly waiting: number;
  readonly leased: number;
  readonly done: number;
  readonly attention: number;
  readonly cancelled: number;
}

/** Version of a prompt a run uses, for a link to its text. */
export interface PromptVersion {
  readonly id: number;
  readonly version: number;
}

/** What was done to a run, from the audit. */
export interface RunMarkLine {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
}
