import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ZodError } from "zod";
import { answerCompletion } from "./completion.ts";
import type { Engine } from "./engine.ts";
import { errorBody } from "./replies.ts";
import { RequestError } from "./request-error.ts";
import { QueueFull } from "./sequence-pool.ts";

const maxBodyBytes = 4 * 1024 * 1024;

interface ServerOptions {
  readonly engine: Engine;
  readonly modelName: string;
  readonly token: string;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
}

/** The OpenAI protocol on loopback, for whoever has the token. */
export function createModelServer(options: ServerOptions): Server {
  return createServer((request, response) => {
    route(request, response, options).catch((error: unknown) => fail(response, error));
  });
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
): Promise<void> {
  if (!isAuthorised(request, options.token))
    throw new RequestError(401, "This server asks for its token.");
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  switch (`${request.method} ${path}`) {
    case "GET /health":
      return sendJson(response, 200, {
        ok: true,
        model: options.modelName,
        ...options.engine.counts(),
      });
    case "GET /v1/models":
      return sendJson(response, 200, {
        object: "list",
        data: [
          {
            id: options.modelName,
            object: "model",
            owned_by: "embedded",
            max_model_len: options.engine.contextTokens,
          },
        ],
      });
    case "POST /v1/completions":
      return answerCompletion("completions", await bodyOf(request), response, options);
    case "POST /v1/chat/completions":
      return answerCompletion("chat", await bodyOf(request), response, options);
    default:
      throw new RequestError(404, `There is nothing at ${request.method} ${path}.`);
  }
}

function isAuthorised(request: IncomingMessage, token: string): boolean {
  const sent = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new RequestError(413, "The request is larger than 4 MB.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new RequestError(400, "The request is not JSON.");
  }
}

function fail(response: ServerResponse, error: unknown): void {
  const known = statusOf(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (known.status === 429) response.setHeader("retry-after", "1");
  sendJson(response, known.status, errorBody(known.status, known.message));
}

function statusOf(error: unknown): { status: number; message: string } {
  if (error instanceof RequestError) return { status: error.status, message: error.message };
  if (error instanceof QueueFull) return { status: 429, message: error.message };
  if (error instanceof ZodError) {
    const issue = error.issues[0];
    return {
      status: 400,
      message: `${issue?.path.join(".") || "request"}: ${issue?.message ?? "not understood"}`,
    };
  }
  return { status: 500, message: error instanceof Error ? error.message : String(error) };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
