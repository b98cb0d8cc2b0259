// The HTTP server around Next: exact Host and Origin checks, security headers, readiness. Nothing reaches Next unchecked.
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { isProduction, wantedPort } from "#lib/env.ts";
import { createLog } from "#lib/log.ts";
import { refusalOf } from "./web/guard.ts";
import { contentSecurityPolicy, securityHeaders } from "./web/headers.ts";
import { readHealth } from "./web/health.ts";

const port = wantedPort();
const isDevelopment = !isProduction();
const log = createLog("web");
const app = next({ dev: isDevelopment, hostname: "127.0.0.1", port });
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    log.error({ error: String(error), url: request.url }, "request failed");
    if (!response.headersSent)
      response.writeHead(500).end("The page could not be made; the reason is in the log.");
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const refusal = refusalOf(guarded(request), port);
  if (refusal) {
    response.writeHead(refusal.status, {
      "content-type": "text/plain; charset=utf-8",
      connection: "close",
    });
    response.end(`${refusal.message}\n`);
    return;
  }
  if (request.url === "/api/health") {
    await answerHealth(response);
    return;
  }
  // Next takes the nonce from the request's own policy header; a client's words must not survive here.
  const nonce = randomBytes(16).toString("base64url");
  const policy = contentSecurityPolicy(nonce, isDevelopment);
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("content-security-policy", policy);
  await handle(request, response);
}

async function answerHealth(response: ServerResponse): Promise<void> {
  const health = await readHealth();
  response.writeHead(health.ok ? 200 : 503, {
    "content-type": "application/json",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(health));
}

function guarded(request: IncomingMessage) {
  return {
    method: request.method ?? "GET",
    host: request.headers.host,
    origin: request.headers.origin,
  };
}

// Hot reload's socket in development: a socket is a mutation's equal, so its origin counts.
server.on("upgrade", (request, socket, head) => {
  if (!isDevelopment || refusalOf({ ...guarded(request), method: "POST" }, port)) socket.destroy();
  else upgrade(request, socket, head).catch(() => socket.destroy());
});

server.on("error", (error) => {
  log.error({ error: String(error) }, "the server could not listen");
  process.exit(1);
});

server.listen(port, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}` })}\n`);
});

function stop(): void {
  server.close(() => process.exit(0));
  // Event streams stay open for ever; whoever stops us does not wait for them.
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 1_000).unref();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
