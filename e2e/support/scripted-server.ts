import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { deliver } from "./scripted-reply.ts";
import type { ReplyPlan, ScriptedRequest } from "./scripted-schema.ts";

/** What the server itself saw and did; `sent` is the body, "" where nothing whole was sent. */
export interface LogLine {
  readonly n: number;
  readonly at: number;
  readonly path: string;
  readonly prompt: string;
  readonly rawBody: string;
  readonly plan: ReplyPlan;
  sent: string;
  /** `replied` once the whole reply was handed to the socket; `closed`: the client left first. */
  state: "open" | "replied" | "closed";
}

export type Script = (request: ScriptedRequest) => ReplyPlan | Promise<ReplyPlan>;

export interface ScriptedServer {
  /** With `/v1`: what a policy's base URL would be. */
  readonly url: string;
  readonly port: number;
  /** Every model call so far, in order of arrival; `/models` is not counted. */
  readonly log: readonly LogLine[];
  setScript(script: Script): void;
  stop(): Promise<void>;
}

interface ScriptedServerOptions {
  readonly models?: readonly string[];
  /** Required as a bearer token when given. */
  readonly key?: string;
  readonly port?: number;
}

/**
 * An OpenAI-compatible server on loopback whose answers are a function of the request: the same prompt, the same answer.
 * It speaks real HTTP, so resets, cut bodies and slow streams are what they are.
 */
export async function startScriptedServer(
  script: Script,
  options: ScriptedServerOptions = {},
): Promise<ScriptedServer> {
  const log: LogLine[] = [];
  let current = script;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const rawBody = await textOf(incoming);
    if (options.key && incoming.headers.authorization !== `Bearer ${options.key}`) {
      sendJson(response, 401, {
        error: { message: "Incorrect API key provided", code: "invalid_api_key" },
      });
      return;
    }
    const path = incoming.url ?? "/";
    if (path.endsWith("/models")) {
      sendJson(response, 200, {
        object: "list",
        data: (options.models ?? ["scripted"]).map((id) => ({ id, object: "model" })),
      });
      return;
    }
    const request = requestOf(incoming, rawBody, log.length + 1);
    const line: LogLine = {
      n: request.n,
      at: Date.now(),
      path,
      prompt: request.prompt,
      rawBody,
      plan: { kind: "hang" },
      sent: "",
      state: "open",
    };
    log.push(line);
    const plan = await current(request);
    Object.assign(line, { plan });
    response.on("close", () => {
      line.state = response.writableFinished ? "replied" : "closed";
    });
    await deliver(plan, request, response, (text) => {
      line.sent += text;
    });
  };

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    log,
    setScript: (next) => {
      current = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function requestOf(incoming: IncomingMessage, rawBody: string, n: number): ScriptedRequest {
  const parsed: unknown = rawBody === "" ? {} : JSON.parse(rawBody);
  const body = typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  const path = incoming.url ?? "/";
  return {
    n,
    method: incoming.method ?? "GET",
    path,
    headers: incoming.headers,
    rawBody,
    body,
    prompt: promptOf(body),
    isChat: path.endsWith("/chat/completions"),
    isStream: "stream" in body && body.stream === true,
  };
}

function promptOf(body: object): string {
  if ("prompt" in body && typeof body.prompt === "string") return body.prompt;
  if (!("messages" in body) || !Array.isArray(body.messages)) return "";
  return body.messages
    .map((message: { content?: unknown }) => String(message.content ?? ""))
    .join("\n\n");
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
