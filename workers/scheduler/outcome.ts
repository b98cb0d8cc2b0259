import type { UnitFailure } from "#lib/unit/schema.ts";

/** A unit that could not be done, with its named reason. */
export class Failed extends Error {
  readonly failure: UnitFailure;

  constructor(failure: UnitFailure, options?: ErrorOptions) {
    super(failure.reason, options);
    this.failure = failure;
  }
}

/** What a unit needs is not there yet (model loading, sandbox probing): it goes back without counting an attempt. */
export class NotNow extends Error {}
