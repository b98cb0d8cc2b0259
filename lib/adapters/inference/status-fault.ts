import { z } from "zod";
import { fault, quoted } from "./fault.ts";
import type { InferenceFault } from "./schema.ts";

const contextLength =
  /context[ _-]?(length|window|size)|maximum (context|sequence)|prompt is too long|too many (input )?tokens|max_(completion_)?tokens.{0,60}(too large|exceed|must be)|exceeds? the (model|available)/i;

const errorBodySchema = z
  .object({
    error: z.union([z.string(), z.looseObject({ message: z.string() })]),
    message: z.string(),
    detail: z.unknown(),
  })
  .partial();

/** The sentence inside an error body, whatever its shape; "" when there is none. */
export function errorText(body: string): string {
  const parsed = errorBodySchema.safeParse(jsonOrNull(body));
  if (!parsed.success) return quoted(body);
  const { error, message, detail } = parsed.data;
  if (typeof error === "string") return quoted(error);
  if (error) return quoted(error.message);
  if (message !== undefined) return quoted(message);
  return quoted(typeof detail === "string" ? detail : body);
}

export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `Retry-After` in milliseconds: seconds, an HTTP date, or OpenAI's `retry-after-ms`; an hour at most. */
export function retryAfterMs(headers: Headers, now: number = Date.now()): number | undefined {
  const exact = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return Math.min(exact, 3_600_000);
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, Math.round(ms)), 3_600_000) : undefined;
}

export interface StatusContext {
  readonly url: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly hasKey: boolean;
}

type StatusRule = (
  status: number,
  said: string,
  context: StatusContext,
  headers: Headers,
) => InferenceFault;

const unauthorised: StatusRule = (status, said, context) =>
  fault(
    "unauthorised",
    context.hasKey
      ? `${context.baseUrl} refused the key (HTTP ${status}${colon(said)}). Enter a valid key in the policy.`
      : `${context.baseUrl} asks for a key (HTTP ${status}) and the policy has none. Enter one in the policy.`,
  );

const notFound: StatusRule = (status, said, context) =>
  /model/i.test(said)
    ? fault(
        "not-found",
        `${context.baseUrl} does not serve the model '${context.model}' (HTTP ${status}: ${said}). Set the policy's model to one that it serves.`,
      )
    : fault(
        "not-found",
        `There is nothing at ${context.url} (HTTP ${status}). Correct the base URL (it usually ends in /v1) or the API (completions or chat).`,
      );

const badRequest: StatusRule = (status, said, context) => {
  if (contextLength.test(said)) {
    return fault(
      "context-length",
      `The prompt and the token budget do not fit the context of '${context.model}' (${said}). Lower the token budget or serve the model with a longer context.`,
    );
  }
  if (
    /model.{0,80}(not (exist|found)|does not exist|unknown|invalid)|(unknown|invalid) model/i.test(
      said,
    )
  ) {
    return notFound(status, said, context, new Headers());
  }
  return fault(
    "misconfigured",
    `${context.baseUrl} does not accept the request (HTTP ${status}${colon(said)}). Change the policy's settings accordingly.`,
  );
};

const rateLimited: StatusRule = (_status, said, context, headers) => {
  if (/insufficient_quota|exceeded your current quota|balance/i.test(said)) {
    return fault(
      "rate-limited",
      `The account at ${context.baseUrl} has no quota left (${said}). Add credit, then retry.`,
      {
        isRetryable: false,
      },
    );
  }
  const wait = retryAfterMs(headers);
  const when = wait === undefined ? "" : `; it asks to wait ${Math.ceil(wait / 1000)} s`;
  return fault(
    "rate-limited",
    `${context.baseUrl} limits the rate of requests (HTTP 429${when}). Lower the policy's in-flight limit if this goes on.`,
    { retryAfterMs: wait },
  );
};

const payment: StatusRule = (status, said, context) =>
  fault(
    "refused",
    `The account at ${context.baseUrl} must be paid first (HTTP ${status}${colon(said)}). Add credit, then retry.`,
  );

const tooLarge: StatusRule = (status, said, context) =>
  fault(
    "context-length",
    `${context.baseUrl} finds the request too large (HTTP ${status}${colon(said)}). Shorten the prompt or raise the server's limit.`,
  );

const late: StatusRule = (status, _said, context) =>
  fault(
    "timed-out",
    `${context.baseUrl} gave up waiting (HTTP ${status}). It is tried again; lower the in-flight limit if this goes on.`,
  );

const rules: Readonly<Record<number, StatusRule>> = {
  400: badRequest,
  401: unauthorised,
  402: payment,
  403: unauthorised,
  404: notFound,
  405: notFound,
  408: late,
  413: tooLarge,
  422: badRequest,
  429: rateLimited,
  504: late,
};

/** The outcome of an answer whose HTTP status is not 2xx. */
export function statusFault(
  status: number,
  headers: Headers,
  body: string,
  context: StatusContext,
): InferenceFault {
  const said = errorText(body);
  const rule = rules[status];
  if (rule) return rule(status, said, context, headers);
  if (status >= 300 && status < 400) {
    const target = headers.get("location");
    return fault(
      "misconfigured",
      `${context.url} redirects${target ? ` to ${quoted(target)}` : ""} (HTTP ${status}), and redirects are not followed. Enter the final address as the base URL.`,
    );
  }
  const isServer = status >= 500 || status === 409 || status === 425;
  if (!isServer) return badRequest(status, said, context, headers);
  return fault(
    "server-error",
    `${context.baseUrl} failed (HTTP ${status}${colon(said)}). It is tried again; look at the server's log if this goes on.`,
    {
      retryAfterMs: retryAfterMs(headers),
    },
  );
}

function colon(said: string): string {
  return said ? `: ${said}` : "";
}
