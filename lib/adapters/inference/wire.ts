import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";

/** Why a call ended that no server answer explains; `wire-fault.ts` puts it into words. */
export type WireReason = "connect" | "first-token" | "idle" | "total" | "too-large";

export class WireError extends Error {
  readonly reason: WireReason;
  constructor(reason: WireReason) {
    super(`wire: ${reason}`);
    this.name = "WireError";
    this.reason = reason;
  }
}

/** One HTTP exchange as it was on the wire. */
export interface Wire {
  /** For the `openai` client. Follows no redirect, keeps no connection, has no time-outs but ours. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Everything of the body received so far, decoded. */
  text(): string;
  hasConnected(): boolean;
}

/** Global `fetch` gives up on headers after five minutes and cannot be told otherwise, so calls go over node:http. */
export function createWire(limits: { connectMs: number; maxBodyBytes: number }): Wire {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  let isConnected = false;

  const take = (chunk: Uint8Array): void => {
    bytes += chunk.byteLength;
    if (bytes > limits.maxBodyBytes) throw new WireError("too-large");
    text += decoder.decode(chunk, { stream: true });
  };

  const bodyOf = (message: IncomingMessage): ReadableStream<Uint8Array> => {
    const chunks: AsyncIterator<Uint8Array> = message[Symbol.asyncIterator]();
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) {
          text += decoder.decode();
          controller.close();
          return;
        }
        try {
          take(next.value);
        } catch (error) {
          message.destroy();
          throw error;
        }
        controller.enqueue(next.value);
      },
      cancel: () => void message.destroy(),
    });
  };

  const send = (url: URL, init: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const open = url.protocol === "https:" ? httpsRequest : httpRequest;
      const request = open(url, {
        method: init.method ?? "GET",
        headers: Object.fromEntries(new Headers(init.headers)),
        agent: false,
        ...(init.signal ? { signal: init.signal } : {}),
      });
      const timer = setTimeout(() => request.destroy(new WireError("connect")), limits.connectMs);
      request.on("socket", (socket) => {
        socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
          isConnected = true;
          clearTimeout(timer);
        });
      });
      request.on("response", (message) => resolve(responseOf(message, bodyOf(message))));
      request.on("error", reject);
      request.on("close", () => clearTimeout(timer));
      request.end(typeof init.body === "string" ? init.body : undefined);
    });

  return {
    fetch: (input, init) => send(new URL(input instanceof Request ? input.url : input), init ?? {}),
    text: () => text,
    hasConnected: () => isConnected,
  };
}

function responseOf(message: IncomingMessage, body: ReadableStream<Uint8Array>): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const status = message.statusCode ?? 500;
  const hasNoBody = status === 204 || status === 205 || status === 304;
  return new Response(hasNoBody ? null : body, {
    status: Math.min(Math.max(status, 200), 599),
    headers,
  });
}
