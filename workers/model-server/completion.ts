import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Token } from "node-llama-cpp";
import { chatTokens } from "./chat-prompt.ts";
import type { Engine, Sampling } from "./engine.ts";
import { type Api, lastEvents, pieceEvent, wholeReply } from "./replies.ts";
import { RequestError } from "./request-error.ts";
import {
  chatRequestSchema,
  completionRequestSchema,
  type SamplingRequest,
} from "./request-schema.ts";

interface Serving {
  readonly engine: Engine;
  readonly modelName: string;
  readonly stopping: AbortSignal;
}

/** One completion or chat request, whole or streamed. A client that goes away ends its generation. */
export async function answerCompletion(
  api: Api,
  body: unknown,
  response: ServerResponse,
  serving: Serving,
): Promise<void> {
  const { request, tokens, maxTokens } = understood(api, body, serving.engine);
  if (request.model !== serving.modelName) {
    throw new RequestError(
      404,
      `The model '${request.model}' does not exist; this server has '${serving.modelName}'.`,
    );
  }
  const left = new AbortController();
  response.on("close", () => left.abort(new Error("the client went away")));
  const head = {
    id: `cmpl-${randomUUID()}`,
    api,
    model: serving.modelName,
    created: Math.floor(Date.now() / 1000),
  };
  const generated = await serving.engine.generate({
    tokens,
    stop: request.stop,
    keepStop: request.include_stop_str_in_output ?? false,
    maxTokens,
    sampling: samplingOf(request),
    signal: AbortSignal.any([left.signal, serving.stopping]),
    onText: (text) => {
      if (!request.stream) return;
      if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(pieceEvent(head, text));
    },
  });
  if (!request.stream) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(wholeReply(head, generated, tokens.length)));
    return;
  }
  if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(
    lastEvents(head, generated, tokens.length, request.stream_options?.include_usage ?? false),
  );
}

function samplingOf(request: SamplingRequest): Sampling {
  return {
    temperature: request.temperature ?? 1,
    topP: request.top_p ?? 1,
    topK: request.top_k ?? 40,
    minP: request.min_p ?? 0,
    repetitionPenalty: request.repetition_penalty ?? 1,
    seed: request.seed ?? undefined,
  };
}

interface Understood {
  readonly request: SamplingRequest;
  readonly tokens: Token[];
  readonly maxTokens: number;
}

function understood(api: Api, body: unknown, engine: Engine): Understood {
  const asked = api === "chat" ? chatOf(body, engine) : completionOf(body, engine);
  const room = engine.contextTokens - asked.tokens.length;
  const maxTokens = asked.request.max_tokens ?? Math.max(1, room);
  if (maxTokens > room) {
    throw new RequestError(
      400,
      `This model's maximum context length is ${engine.contextTokens} tokens: the prompt has ${asked.tokens.length} and ${maxTokens} more were asked for.`,
    );
  }
  return { ...asked, maxTokens };
}

function completionOf(body: unknown, engine: Engine): Omit<Understood, "maxTokens"> {
  const request = completionRequestSchema.parse(body);
  return { request, tokens: [...engine.startTokens, ...engine.tokenize(request.prompt)] };
}

function chatOf(body: unknown, engine: Engine): Omit<Understood, "maxTokens"> {
  const request = chatRequestSchema.parse(body);
  const continues =
    request.continue_final_message === true && request.messages.at(-1)?.role === "assistant";
  const tokens = chatTokens(engine, request.messages, continues);
  return {
    request: { ...request, max_tokens: request.max_tokens ?? request.max_completion_tokens },
    tokens,
  };
}
