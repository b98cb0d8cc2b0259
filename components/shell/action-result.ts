import type { ErrorCode, ErrorFields } from "#lib/errors.ts";

/** What a server action answers; `unexpected` carries the id under which the log has the reason. */
export type ActionFailure = {
  readonly ok: false;
  readonly code: ErrorCode | "unexpected";
  readonly message: string;
  readonly fields: ErrorFields;
};
export type ActionResult<Data = null> = { readonly ok: true; readonly data: Data } | ActionFailure;
