import type { Generated } from "./engine.ts";

export type Api = "completions" | "chat";

interface ReplyHead {
  readonly id: string;
  readonly api: Api;
  readonly model: string;
  readonly created: number;
}

/** The bodies of the OpenAI protocol, with vLLM's `stop_reason` (the stop string that hit, or null). */
export function wholeReply(head: ReplyHead, generated: Generated, promptTokens: number) {
  const said =
    head.api === "chat"
      ? { message: { role: "assistant", content: generated.text } }
      : { text: generated.text };
  return {
    ...headOf(head, head.api === "chat" ? "chat.completion" : "text_completion"),
    choices: [{ index: 0, ...said, logprobs: null, ...endOf(generated) }],
    usage: usageOf(generated, promptTokens),
  };
}

export function pieceEvent(head: ReplyHead, text: string): string {
  return event({
    ...chunkHead(head),
    choices: [{ index: 0, ...pieceOf(head, text), finish_reason: null }],
  });
}

export function lastEvents(
  head: ReplyHead,
  generated: Generated,
  promptTokens: number,
  withUsage: boolean,
): string {
  const last = event({
    ...chunkHead(head),
    choices: [{ index: 0, ...pieceOf(head, ""), ...endOf(generated) }],
  });
  const usage = withUsage
    ? event({ ...chunkHead(head), choices: [], usage: usageOf(generated, promptTokens) })
    : "";
  return `${last}${usage}data: [DONE]\n\n`;
}

export function errorBody(status: number, message: string) {
  const type =
    status === 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error";
  return { error: { message, type, code: status } };
}

function event(body: unknown): string {
  return `data: ${JSON.stringify(body)}\n\n`;
}

function headOf({ id, model, created }: ReplyHead, object: string) {
  return { id, object, created, model };
}

function chunkHead(head: ReplyHead) {
  return headOf(head, head.api === "chat" ? "chat.completion.chunk" : "text_completion");
}

function pieceOf({ api }: ReplyHead, text: string) {
  return api === "chat" ? { delta: { content: text } } : { text };
}

function endOf(generated: Generated) {
  return { finish_reason: generated.finishReason, stop_reason: generated.stopReason };
}

function usageOf({ completionTokens, cachedTokens }: Generated, promptTokens: number) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  };
}
