/** One family of errors. A message names the value, what was allowed, and what to do next. */
export const errorCodes = ["not-found", "invalid", "conflict", "unavailable", "forbidden"] as const;
export type ErrorCode = (typeof errorCodes)[number];

export type ErrorFields = Readonly<Record<string, string | number | boolean | null>>;

interface StudioErrorOptions {
  readonly fields?: ErrorFields;
  readonly cause?: unknown;
}

/** Base of every error the Studio throws on purpose; `fields` are safe to show to the user. */
export class StudioError extends Error {
  readonly code: ErrorCode;
  readonly fields: ErrorFields;

  constructor(code: ErrorCode, message: string, options: StudioErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.fields = options.fields ?? {};
  }
}

/** The row or file named does not exist (or the actor may not know that it does). */
export class NotFound extends StudioError {
  constructor(message: string, options?: StudioErrorOptions) {
    super("not-found", message, options);
  }
}

/** The input cannot be accepted as it is. */
export class Invalid extends StudioError {
  constructor(message: string, options?: StudioErrorOptions) {
    super("invalid", message, options);
  }
}

/** Somebody else changed the thing meanwhile, or its state forbids the change. */
export class Conflict extends StudioError {
  constructor(message: string, options?: StudioErrorOptions) {
    super("conflict", message, options);
  }
}

/** Something outside is away: database, endpoint, sandbox, disk. Trying again later makes sense. */
export class Unavailable extends StudioError {
  constructor(message: string, options?: StudioErrorOptions) {
    super("unavailable", message, options);
  }
}

/** The actor may not do this. @public Thrown once there are accounts; mapped already. */
export class Forbidden extends StudioError {
  constructor(message: string, options?: StudioErrorOptions) {
    super("forbidden", message, options);
  }
}

/** HTTP status for each code; used by routes, actions and the command line alike. */
export const httpStatus: Readonly<Record<ErrorCode, number>> = {
  "not-found": 404,
  invalid: 422,
  conflict: 409,
  unavailable: 503,
  forbidden: 403,
};

const outages: readonly { readonly signs: RegExp; readonly says: string }[] = [
  {
    signs: /ENOSPC|no space left on device|could not extend file/i,
    says: "The disk is full. Free some space and try again; nothing half-written is kept.",
  },
  {
    signs:
      /Can't reach database server|\bP10(?:01|02|08|17)\b|Connection terminated|terminating connection|the database system is (?:starting|shutting)/,
    says: "The database does not answer. Start it, or check DATABASE_URL, and try again.",
  },
];

/** A full disk or a database that is away, whatever library says so and however; null for anything else. */
export function outageOf(thrown: unknown): Unavailable | null {
  if (!(thrown instanceof Error) || thrown instanceof StudioError) return null;
  const code = "code" in thrown ? String(thrown.code) : "";
  const found = outages.find(({ signs }) => signs.test(`${code} ${thrown.message}`));
  return found ? new Unavailable(found.says, { cause: thrown }) : outageOf(thrown.cause);
}

/** The one sentence to show for any thrown value; never a stack. */
export function messageOf(thrown: unknown): string {
  const outage = outageOf(thrown);
  if (outage) return outage.message;
  return thrown instanceof Error ? thrown.message : String(thrown);
}
