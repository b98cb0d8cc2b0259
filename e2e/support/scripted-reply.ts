import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { ReplyPlan, ScriptedRequest, TextReply } from "./scripted-schema.ts";

type Json = Record<string, unknown>;

/** Sends what a plan says. `onSent` hears the body, in the pieces in which it left. */
export async function deliver(
  plan: ReplyPlan,
  request: ScriptedRequest,
  response: ServerResponse,
  onSent: (text: string) => void,
): Promise<void> {
  const send = (text: string): void => {
    onSent(text);
    response.end(text);
  };
  switch (plan.kind) {
    case "text":
      return request.isStream
        ? streamText(plan, request, response, onSent)
        : sendText(plan, request, response, send);
    case "status":
      response.writeHead(plan.status, { "content-type": "application/json", ...plan.headers });
      return send(JSON.stringify(plan.body ?? { error: { message: `scripted ${plan.status}` } }));
    case "raw":
      response.writeHead(plan.status ?? 200, {
        "content-type": "application/json",
        ...plan.headers,
      });
      return send(plan.body);
    case "bytes":
      return sendBytes(response, plan.count);
    case "hang":
      return begin(response, plan.after ?? "nothing");
    case "reset":
      begin(response, plan.after ?? "nothing");
      await sleep(20);
      response.socket?.resetAndDestroy();
      return;
    default:
      return plan satisfies never;
  }
}

function begin(response: ServerResponse, after: "nothing" | "headers" | "first-bytes"): void {
  if (after === "nothing") return;
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.flushHeaders();
  if (after === "first-bytes") response.write('{"id":"x","choices":[{"text":"<think>');
}

async function sendBytes(response: ServerResponse, count: number): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  const block = Buffer.alloc(65_536, "a");
  const blocks = Readable.from(
    Array.from({ length: Math.ceil(count / block.length) }, () => block),
  );
  // The reader hangs up as soon as it has had enough; that is the point of the plan, not a failure of ours.
  await pipeline(blocks, response).catch(() => undefined);
}

async function sendText(
  plan: TextReply,
  request: ScriptedRequest,
  response: ServerResponse,
  send: (text: string) => void,
): Promise<void> {
  if (plan.delayMs) await sleep(plan.delayMs);
  const said = sayOf(plan, request);
  const content = request.isChat
    ? {
        message: {
          role: "assistant",
          content: said.text,
          ...(plan.reasoning === undefined ? {} : { reasoning_content: plan.reasoning }),
        },
      }
    : { text: said.text };
  const body: Json = {
    ...headOf(plan, request),
    choices: [{ index: 0, ...content, finish_reason: said.finishReason, ...said.stopFields }],
    ...(plan.usage === false ? {} : { usage: said.usage }),
  };
  response.writeHead(200, { "content-type": "application/json" });
  send(JSON.stringify(plan.alter ? plan.alter(body) : body));
}

async function streamText(
  plan: TextReply,
  request: ScriptedRequest,
  response: ServerResponse,
  onSent: (text: string) => void,
): Promise<void> {
  if (plan.delayMs) await sleep(plan.delayMs);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const write = async (text: string): Promise<void> => {
    onSent(text);
    for (const part of plan.stream === "split-characters"
      ? Buffer.from(text)
          .values()
          .map((byte) => Buffer.of(byte))
      : [Buffer.from(text)]) {
      response.write(part);
    }
    if (plan.pieceDelayMs) await sleep(plan.pieceDelayMs);
  };
  const said = sayOf(plan, request);
  const event = (choice: Json): string => {
    const body: Json = {
      ...headOf(plan, request),
      choices: [{ index: 0, finish_reason: null, ...choice }],
    };
    return `data: ${JSON.stringify(plan.alter ? plan.alter(body) : body)}\n\n`;
  };
  const piece = (text: string): Json => (request.isChat ? { delta: { content: text } } : { text });
  if (plan.reasoning !== undefined)
    await write(event({ delta: { reasoning_content: plan.reasoning } }));
  for (const text of tokensOf(said.text)) {
    if (response.destroyed) return;
    await write(event(piece(text)));
  }
  if (plan.stream === "reset") {
    await sleep(20);
    response.socket?.resetAndDestroy();
    return;
  }
  if (plan.stream === "error")
    await write(
      `data: ${JSON.stringify({ error: { message: "CUDA out of memory", code: 500 } })}\n\n`,
    );
  if (plan.stream === "error" || plan.stream === "no-finish") {
    response.end();
    return;
  }
  const last = event({ ...piece(""), finish_reason: said.finishReason, ...said.stopFields });
  const usage =
    plan.usage === false
      ? ""
      : `data: ${JSON.stringify({ ...headOf(plan, request), choices: [], usage: said.usage })}\n\n`;
  const end =
    plan.stream === "no-last-blank-line"
      ? `${usage}${last.trimEnd()}`
      : `${last}${usage}data: [DONE]\n\n`;
  await write(end);
  response.end();
}

function headOf(plan: TextReply, request: ScriptedRequest): Json {
  const object = request.isChat ? "chat.completion" : "text_completion";
  return {
    id: `scripted-${request.n}`,
    object,
    created: 0,
    model: plan.model ?? request.body.model ?? "scripted",
  };
}

/** The text after stop strings and `max_tokens`, as a server applies them. A token is up to four characters. */
function sayOf(plan: TextReply, { body, prompt }: ScriptedRequest) {
  const hit = firstStop(plan.text, [body.stop ?? []].flat().map(String));
  const keep = body.include_stop_str_in_output === true || body.no_stop_trim === true;
  const whole = hit ? plan.text.slice(0, hit.at + (keep ? hit.stop.length : 0)) : plan.text;
  const limit = typeof body.max_tokens === "number" ? body.max_tokens : 16;
  const tokens = tokensOf(whole);
  const isCut = tokens.length > limit;
  return {
    text: isCut ? tokens.slice(0, limit).join("") : whole,
    finishReason: isCut ? "length" : "stop",
    stopFields: stopFieldsOf(plan, isCut ? null : (hit?.stop ?? null)),
    usage: usageOf(tokensOf(prompt).length, Math.min(tokens.length, limit)),
  };
}

function stopFieldsOf(plan: TextReply, stop: string | null): Json {
  return plan.stopField === "none" ? {} : { [plan.stopField ?? "stop_reason"]: stop };
}

function usageOf(prompt: number, completion: number) {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}

function firstStop(text: string, stops: readonly string[]): { at: number; stop: string } | null {
  const hits = stops.map((stop) => ({ at: text.indexOf(stop), stop })).filter((hit) => hit.at >= 0);
  return hits.sort((a, b) => a.at - b.at)[0] ?? null;
}

function tokensOf(text: string): string[] {
  return text.match(/[\s\S]{1,4}/gu) ?? [];
}
