import { APIError, OpenAI } from "openai";
import { type Clocks, startClocks } from "./deadlines.ts";
import { createEventReader, pieceOf } from "./event-stream.ts";
import { fault, withoutKey } from "./fault.ts";
import { readReply } from "./reply.ts";
import { requestBody } from "./request-body.ts";
import {
  type CompletionRequest,
  defaultDeadlines,
  defaultMaxBodyBytes,
  type Inference,
  type InferenceFault,
  type InferenceOptions,
  type InferenceOutcome,
} from "./schema.ts";
import { statusFault } from "./status-fault.ts";
import { createWire, type Wire } from "./wire.ts";
import { wireFault } from "./wire-fault.ts";

const paths = { completions: "/completions", chat: "/chat/completions" } as const;

/** A client of one OpenAI-compatible endpoint. Every fault is an outcome with a name; nothing is retried here. */
export function createInference(options: InferenceOptions): Inference {
  return {
    requestOf: (request) => JSON.stringify(requestBody(options, request)),
    async complete(request) {
      const body = requestBody(options, request);
      const raw = await post(options, {
        path: paths[options.api],
        body,
        signal: request.signal,
        onText: request.onText,
      });
      if (typeof raw !== "string") return withoutKey(raw, options.apiKey);
      await request.onRaw?.(raw);
      const outcome: InferenceOutcome = readReply({ request: JSON.stringify(body), raw });
      return outcome.ok ? outcome : withoutKey(outcome, options.apiKey);
    },
  };
}

interface Exchange {
  readonly path: string;
  /** Absent: a GET. */
  readonly body?: Record<string, unknown> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onText?: CompletionRequest["onText"];
}

/** One HTTP exchange through the `openai` client: the exact body of a 2xx, or the named fault. */
export async function post(
  options: InferenceOptions,
  exchange: Exchange,
): Promise<string | InferenceFault> {
  if (!isHttpUrl(options.baseUrl)) {
    return fault(
      "misconfigured",
      `'${options.baseUrl}' is not an http or https address. Enter one like http://127.0.0.1:8000/v1.`,
    );
  }
  const deadlines = { ...defaultDeadlines, ...options.deadlines };
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes;
  const wire = createWire({ connectMs: deadlines.connectMs, maxBodyBytes });
  const clocks = startClocks(deadlines, {
    isStreaming: exchange.onText !== undefined,
    signal: exchange.signal,
  });
  try {
    const response = await send(clientOf(options, wire, deadlines.totalMs), exchange, clocks);
    await readThrough(response, clocks, exchange.onText);
    return wire.text();
  } catch (thrown) {
    exchange.signal?.throwIfAborted();
    const isStatus =
      thrown instanceof APIError && typeof thrown.status === "number" && !clocks.signal.aborted;
    if (isStatus)
      return statusFault(
        thrown.status,
        thrown.headers ?? new Headers(),
        wire.text(),
        statusContext(options, exchange),
      );
    const cause: unknown = clocks.signal.aborted ? clocks.signal.reason : thrown;
    return wireFault(cause, {
      baseUrl: options.baseUrl,
      deadlines,
      maxBodyBytes,
      hasConnected: wire.hasConnected(),
    });
  } finally {
    clocks.stop();
  }
}

/** A client a call, so that each call's wire is its own. Nothing is taken from the environment. */
function clientOf(options: InferenceOptions, wire: Wire, totalMs: number): OpenAI {
  return new OpenAI({
    baseURL: options.baseUrl,
    apiKey: options.apiKey || "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: totalMs + 1000,
    fetch: wire.fetch,
    logLevel: "off",
    ...(options.apiKey ? {} : { defaultHeaders: { Authorization: null } }),
  });
}

function send(client: OpenAI, { path, body }: Exchange, clocks: Clocks): Promise<Response> {
  const sent = body
    ? client.post<unknown>(path, { body, signal: clocks.signal })
    : client.get<unknown>(path, { signal: clocks.signal });
  return sent.asResponse();
}

/** Pulls the whole body (the wire keeps its text), handing pieces over where it is a stream that someone watches. */
async function readThrough(
  response: Response,
  clocks: Clocks,
  onText: CompletionRequest["onText"],
): Promise<void> {
  if (!response.body) return;
  clocks.touch();
  const isStream = /event-stream/.test(response.headers.get("content-type") ?? "");
  const pass = onText && isStream ? passPieces(clocks, onText) : null;
  for await (const chunk of response.body) {
    clocks.touch();
    pass?.(chunk);
  }
}

function passPieces(clocks: Clocks, onText: (text: string) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder();
  const events = createEventReader();
  return (chunk) => {
    for (const data of events.push(decoder.decode(chunk, { stream: true }))) {
      const { text, isToken } = pieceOf(data);
      if (isToken) clocks.started();
      if (text) onText(text);
    }
  };
}

function statusContext(options: InferenceOptions, exchange: Exchange) {
  return {
    url: options.baseUrl.replace(/\/$/, "") + exchange.path,
    baseUrl: options.baseUrl,
    model: options.model,
    hasKey: Boolean(options.apiKey),
  };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
