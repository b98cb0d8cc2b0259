import type { IncomingMessage } from "node:http";

/** One request as it arrived. `n` counts from 1 over the server's life. */
export interface ScriptedRequest {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly rawBody: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The prompt of a completion, or every message of a chat joined by blank lines. */
  readonly prompt: string;
  readonly isChat: boolean;
  readonly isStream: boolean;
}

/** What a model says. Stop strings, `max_tokens` and usage are applied as a real server does. */
export interface TextReply {
  readonly kind: "text";
  readonly text: string;
  readonly reasoning?: string;
  /** Milliseconds before the first byte, and between streamed pieces. */
  readonly delayMs?: number;
  readonly pieceDelayMs?: number;
  /** Faults of an otherwise good answer; a function gets the body that would have been sent. */
  readonly alter?: (body: Record<string, unknown>) => Record<string, unknown>;
  readonly usage?: false;
  /** `none`: a server that says neither `stop_reason` nor `matched_stop`. */
  readonly stopField?: "stop_reason" | "matched_stop" | "none";
  readonly model?: string;
  readonly stream?: StreamFault;
}

/** How a stream goes wrong: cut without a finish reason, an error event in it, no blank line after the last event, or bytes cut inside a character. */
export type StreamFault =
  | "no-finish"
  | "error"
  | "no-last-blank-line"
  | "split-characters"
  | "reset";

export type ReplyPlan =
  | TextReply
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
    }
  | {
      readonly kind: "raw";
      readonly status?: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: "bytes"; readonly count: number }
  | { readonly kind: "hang"; readonly after?: "nothing" | "headers" | "first-bytes" }
  | { readonly kind: "reset"; readonly after?: "nothing" | "first-bytes" };
