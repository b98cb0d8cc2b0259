import type { ReplyPlan } from "#e2e/support/scripted-schema.ts";
import type { InferenceFault } from "./schema.ts";
import { said } from "./testing.ts";

const html = "<html><head><title>nginx</title></head><body>Welcome</body></html>";
const choice = (extra: object) => (body: Record<string, unknown>) => ({
  ...body,
  choices: [{ index: 0, finish_reason: "stop", text: "x", ...extra }],
});
/** What a server does, the outcome it must give, and the words that must be in its message. */
export const faultTable: ReadonlyArray<
  readonly [string, ReplyPlan, Partial<InferenceFault>, RegExp]
> = [
  [
    "401",
    { kind: "status", status: 401 },
    { code: "unauthorised", isRetryable: false },
    /asks for a key .* none/,
  ],
  ["403", { kind: "status", status: 403 }, { code: "unauthorised" }, /key/],
  [
    "404 page",
    { kind: "status", status: 404, body: { detail: "Not Found" } },
    { code: "not-found", isRetryable: false },
    /nothing at .*\/v1\/completions.*base URL/,
  ],
  [
    "404 model",
    {
      kind: "status",
      status: 404,
      body: { error: { message: "The model `x` does not exist." } },
    },
    { code: "not-found" },
    /does not serve the model 'scripted'/,
  ],
  [
    "400 context",
    {
      kind: "status",
      status: 400,
      body: { error: { message: "This model's maximum context length is 2048 tokens." } },
    },
    { code: "context-length", isRetryable: false },
    /Lower the token budget/,
  ],
  [
    "400 other",
    { kind: "status", status: 400, body: { message: "top_p must be in (0, 1]" } },
    { code: "misconfigured" },
    /top_p must be in \(0, 1\]/,
  ],
  [
    "422",
    { kind: "status", status: 422, body: { detail: [{ msg: "extra field" }] } },
    { code: "misconfigured" },
    /extra field/,
  ],
  [
    "402",
    { kind: "status", status: 402, body: { error: { message: "Insufficient Balance" } } },
    { code: "refused", isRetryable: false },
    /Add credit/,
  ],
  ["413", { kind: "status", status: 413 }, { code: "context-length" }, /too large/],
  [
    "429 bare",
    { kind: "status", status: 429 },
    { code: "rate-limited", isRetryable: true },
    /in-flight limit/,
  ],
  [
    "429 Retry-After",
    { kind: "status", status: 429, headers: { "retry-after": "7" } },
    { code: "rate-limited", retryAfterMs: 7000 },
    /wait 7 s/,
  ],
  [
    "429 quota",
    { kind: "status", status: 429, body: { error: { message: "insufficient_quota" } } },
    { code: "rate-limited", isRetryable: false },
    /credit/,
  ],
  ["408", { kind: "status", status: 408 }, { code: "timed-out", isRetryable: true }, /gave up/],
  [
    "500",
    { kind: "status", status: 500 },
    { code: "server-error", isRetryable: true },
    /HTTP 500: scripted 500/,
  ],
  [
    "502 HTML",
    { kind: "raw", status: 502, body: html },
    { code: "server-error" },
    /HTTP 502: nginx Welcome/,
  ],
  [
    "503 Retry-After",
    { kind: "status", status: 503, headers: { "retry-after": "2" } },
    { code: "server-error", retryAfterMs: 2000 },
    /HTTP 503/,
  ],
  ["504", { kind: "status", status: 504 }, { code: "timed-out" }, /504/],
  [
    "redirect",
    { kind: "raw", status: 307, body: "", headers: { location: "https://elsewhere.example/v1" } },
    { code: "misconfigured", isRetryable: false },
    /redirects to https:\/\/elsewhere/,
  ],
  [
    "HTML page",
    { kind: "raw", body: html, headers: { "content-type": "text/html" } },
    { code: "misconfigured" },
    /web page instead of JSON/,
  ],
  ["empty body", { kind: "raw", body: "" }, { code: "cut", isRetryable: true }, /empty body/],
  ["half JSON", { kind: "raw", body: '{"choices": [{"te' }, { code: "bad-response" }, /protocol/],
  ["JSON of another kind", { kind: "raw", body: '"hello"' }, { code: "bad-response" }, /protocol/],
  [
    "error inside a 200",
    { kind: "raw", body: '{"error":{"message":"worker died"}}' },
    { code: "server-error" },
    /error inside: worker died/,
  ],
  [
    "rate limit inside a 200",
    { kind: "raw", body: '{"error":{"message":"Rate limit reached"}}' },
    { code: "rate-limited" },
    /Rate limit/,
  ],
  [
    "other model",
    said("5", { model: "tiny-llama" }),
    { code: "misconfigured", isRetryable: false },
    /answered as 'tiny-llama' while 'scripted'/,
  ],
  [
    "empty choices",
    said("5", { alter: (body) => ({ ...body, choices: [] }) }),
    { code: "bad-response" },
    /no choice/,
  ],
  ["null text", said("5", { alter: choice({ text: null }) }), { code: "bad-response" }, /null/],
  [
    "no finish reason",
    said("5", { alter: choice({ finish_reason: null }) }),
    { code: "cut", isRetryable: true },
    /without a finish reason/,
  ],
  [
    "content filter",
    said("5", { alter: choice({ finish_reason: "content_filter" }) }),
    { code: "refused", isRetryable: false },
    /filter/,
  ],
  [
    "unknown finish reason",
    said("5", { alter: choice({ finish_reason: "abort" }) }),
    { code: "bad-response" },
    /'abort'/,
  ],
  [
    "the server's own limit",
    said("5", {
      alter: (body) => ({
        ...choice({ finish_reason: "length" })(body),
        usage: { prompt_tokens: 1, completion_tokens: 16 },
      }),
    }),
    { code: "context-length" },
    /after 16 of the 64/,
  ],
  [
    "reset before an answer",
    { kind: "reset" },
    { code: "cut", isRetryable: true },
    /closed the connection/,
  ],
  [
    "reset mid-body",
    { kind: "reset", after: "first-bytes" },
    { code: "cut" },
    /before its answer was whole/,
  ],
  ["hang", { kind: "hang" }, { code: "timed-out", isRetryable: true }, /did not finish within/],
  [
    "silence after the first bytes",
    { kind: "hang", after: "first-bytes" },
    { code: "timed-out" },
    /fell silent/,
  ],
  [
    "a body without end",
    { kind: "bytes", count: 200 * 1024 * 1024 },
    { code: "bad-response", isRetryable: false },
    /more than 1 MB/,
  ],
];
