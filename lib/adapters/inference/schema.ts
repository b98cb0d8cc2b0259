import { z } from "zod";

export const apis = ["completions", "chat"] as const;
export type Api = (typeof apis)[number];

/**
 * How a server is asked to leave the stop string in its text. `re-append` asks for nothing and puts it back from
 * `stop_reason` (vLLM), `matched_stop` (SGLang) or, where the server does not say, from the block left open.
 */
export const stopKeepings = ["re-append", "include-stop-str", "no-stop-trim"] as const;
export type StopKeeping = (typeof stopKeepings)[number];

/** How a chat endpoint continues a message of ours: vLLM and SGLang by one pair of fields, DeepSeek's beta by another. */
export const continuations = ["continue-final-message", "prefix"] as const;
export type Continuation = (typeof continuations)[number];

/** Milliseconds. `firstTokenMs` counts only while streaming: without it the first byte is the whole answer. */
export interface Deadlines {
  readonly connectMs: number;
  readonly firstTokenMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
}

export const defaultDeadlines: Deadlines = {
  connectMs: 10_000,
  firstTokenMs: 120_000,
  idleMs: 60_000,
  totalMs: 600_000,
};

export const defaultMaxBodyBytes = 16 * 1024 * 1024;

export interface InferenceOptions {
  /** With its version part: `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly model: string;
  readonly api: Api;
  readonly stopKeeping?: StopKeeping | undefined;
  readonly continuation?: Continuation | undefined;
  readonly deadlines?: Partial<Deadlines> | undefined;
  readonly maxBodyBytes?: number | undefined;
}

export interface CompletionRequest {
  readonly prompt: string;
  /** What the model wrote so far in this trajectory, tool output included; the reply continues it. */
  readonly continueFrom?: string | undefined;
  readonly stop: readonly string[];
  readonly maxTokens: number;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  /** Not OpenAI's own: sent only when set, under the names that vLLM and SGLang use. */
  readonly topK?: number | undefined;
  readonly minP?: number | undefined;
  readonly repetitionPenalty?: number | undefined;
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Given: the reply is streamed, and each piece of text is handed over as it comes. */
  readonly onText?: ((text: string) => void) | undefined;
  /** Called with the exact reply before it is parsed; what it throws, `complete` throws. */
  readonly onRaw?: ((raw: string) => Promise<void> | void) | undefined;
}

export const faultCodes = [
  "unreachable",
  "unauthorised",
  "rate-limited",
  "not-found",
  "misconfigured",
  "bad-response",
  "cut",
  "server-error",
  "timed-out",
  "refused",
  "context-length",
] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface InferenceFault {
  readonly ok: false;
  readonly code: FaultCode;
  /** Plain words: what was seen, and what to do. Never holds the key. */
  readonly message: string;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number;
}

export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface InferenceReply {
  readonly ok: true;
  /** With its stop string, if one ended it. From a chat endpoint: already in canonical tags. */
  readonly text: string;
  readonly reasoning?: string;
  /** `length`: our own `maxTokens` ended it. A server's own shorter limit is a fault, not a reply. */
  readonly finishReason: "stop" | "length";
  readonly stopString?: string;
  readonly usage: Usage | null;
  readonly model: string;
  /** The exact body received: JSON, or the whole event stream. */
  readonly raw: string;
  /** The exact JSON body sent. */
  readonly request: string;
}

export type InferenceOutcome = InferenceReply | InferenceFault;

export interface Inference {
  /** The exact JSON body that `complete` sends for this request; hash it to recognise a stored call. */
  requestOf(request: CompletionRequest): string;
  /** One call, never retried. Rejects only with the reason of `signal` or what `onRaw` threw. */
  complete(request: CompletionRequest): Promise<InferenceOutcome>;
}

/** What `readReply` needs of a body that we sent. */
export const sentBodySchema = z.object({
  model: z.string(),
  prompt: z.string().optional(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).optional(),
  stop: z.array(z.string()).optional(),
  max_tokens: z.number(),
});
export type SentBody = z.infer<typeof sentBodySchema>;
