import type { FaultCode, InferenceFault } from "./schema.ts";

/** Which faults a later try may cure, unless a case below knows better. */
const retryable: Readonly<Record<FaultCode, boolean>> = {
  unreachable: true,
  unauthorised: false,
  "rate-limited": true,
  "not-found": false,
  misconfigured: false,
  "bad-response": true,
  cut: true,
  "server-error": true,
  "timed-out": true,
  refused: false,
  "context-length": false,
};

export function fault(
  code: FaultCode,
  message: string,
  extra: { isRetryable?: boolean; retryAfterMs?: number | undefined } = {},
): InferenceFault {
  return {
    ok: false,
    code,
    message,
    isRetryable: extra.isRetryable ?? retryable[code],
    ...(extra.retryAfterMs === undefined ? {} : { retryAfterMs: extra.retryAfterMs }),
  };
}

/** A server's own words, safe to quote in one line of ours: no markup, no control characters, at most 300 characters. */
export function quoted(text: string): string {
  const line = text
    .replace(/<[^>]*>/g, " ")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** The same fault with every occurrence of the key replaced: some servers repeat it in their error. */
export function withoutKey(found: InferenceFault, apiKey: string | undefined): InferenceFault {
  if (!apiKey || apiKey.length < 4) return found;
  return { ...found, message: found.message.replaceAll(apiKey, "[key]") };
}
