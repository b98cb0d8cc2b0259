import { chatText } from "./chat-text.ts";
import { foldEvents, isEventStream } from "./event-stream.ts";
import { fault, quoted } from "./fault.ts";
import { type Choice, type ReplyBody, replySchema } from "./reply-schema.ts";
import {
  type InferenceFault,
  type InferenceOutcome,
  type SentBody,
  sentBodySchema,
  type Usage,
} from "./schema.ts";
import { errorText, jsonOrNull } from "./status-fault.ts";
import { keepStopText } from "./stop-text.ts";

/**
 * The outcome that a 200's body stands for, from nothing but the exact bodies sent and received, so a stored call reads
 * the same later. Never a good outcome without a finish reason, from another model, or from an empty choice.
 */
export function readReply({ request, raw }: { request: string; raw: string }): InferenceOutcome {
  const sent = sentBodySchema.parse(JSON.parse(request));
  const body = bodyOf(raw);
  if ("ok" in body) return body;
  const found = bodyFault(body, raw, sent);
  if (found) return found;
  const choice = body.choices?.[0];
  if (!choice) {
    return fault(
      "bad-response",
      "The answer holds no choice. It is tried again; look at the server's log if this goes on.",
    );
  }
  return readChoice(choice, body, { sent, request, raw });
}

/** Whatever was received, as one reply body. */
function bodyOf(raw: string): ReplyBody | InferenceFault {
  if (raw.trim() === "") return fault("cut", "The endpoint answered with an empty body.");
  if (/^\uFEFF?\s*</.test(raw)) {
    return fault(
      "misconfigured",
      `The endpoint answered with a web page instead of JSON (${quoted(raw).slice(0, 80)}). Correct the base URL: it usually ends in /v1.`,
    );
  }
  const parsed = isEventStream(raw) ? foldEvents(raw) : replySchema.safeParse(jsonOrNull(raw)).data;
  return (
    parsed ??
    fault(
      "bad-response",
      `The answer is not what the protocol allows: ${quoted(raw).slice(0, 120)}`,
    )
  );
}

function bodyFault(body: ReplyBody, raw: string, sent: SentBody): InferenceFault | null {
  if (body.error) {
    const said = errorText(isEventStream(raw) ? JSON.stringify({ error: body.error }) : raw);
    return /rate.?limit|too many requests/i.test(said)
      ? fault("rate-limited", `The endpoint limits the rate of requests (${said}).`)
      : fault("server-error", `The endpoint answered 200 with an error inside: ${said}`);
  }
  if (body.model && !isSameModel(sent.model, body.model)) {
    return fault(
      "misconfigured",
      `The endpoint answered as '${quoted(body.model)}' while '${sent.model}' was asked for. Set the policy's model to what is served.`,
    );
  }
  return null;
}

interface Exchange {
  readonly sent: SentBody;
  readonly request: string;
  readonly raw: string;
}

function readChoice(choice: Choice, body: ReplyBody, exchange: Exchange): InferenceOutcome {
  const parts = partsOf(choice);
  if ("ok" in parts) return parts;
  const finish = finishOf(choice);
  if (typeof finish !== "string") return finish;
  const usage = body.usage
    ? { promptTokens: body.usage.prompt_tokens, completionTokens: body.usage.completion_tokens }
    : null;
  const { sent, request, raw } = exchange;
  const found = contentFault(parts, finish, usage, sent);
  if (found) return found;
  const kept =
    finish === "stop"
      ? keepStopText(parts.content, stopFacts(choice, sent))
      : { text: parts.content };
  return {
    ok: true,
    text: sent.messages
      ? chatText({
          reasoning: parts.reasoning,
          content: kept.text,
          isContinuation: begunBy(sent) !== null,
        })
      : kept.text,
    ...(parts.reasoning ? { reasoning: parts.reasoning } : {}),
    finishReason: finish,
    ...(kept.stopString === undefined ? {} : { stopString: kept.stopString }),
    usage,
    model: body.model || sent.model,
    raw,
    request,
  };
}

function contentFault(
  parts: Parts,
  finish: "stop" | "length",
  usage: Usage | null,
  sent: SentBody,
): InferenceFault | null {
  // Servers differ by a token in what they count, so a cut by two tokens still counts as our own limit.
  if (finish === "length" && usage && usage.completionTokens < sent.max_tokens - 2) {
    return fault(
      "context-length",
      `The server stopped after ${usage.completionTokens} of the ${sent.max_tokens} tokens asked for: its own limit is shorter. Lower the token budget or raise the server's limit.`,
    );
  }
  const isThoughtOnly = finish === "stop" && parts.content === "" && parts.reasoning !== "";
  return isThoughtOnly ? fault("bad-response", "The answer holds reasoning and no content.") : null;
}

function stopFacts(choice: Choice, sent: SentBody) {
  const said = choice.stop_reason === undefined ? choice.matched_stop : choice.stop_reason;
  return { said, stop: sent.stop ?? [], before: (sent.prompt ?? begunBy(sent)) || "" };
}

/** The assistant message that this call continues; null when it begins a new one. */
function begunBy(sent: SentBody): string | null {
  const last = sent.messages?.at(-1);
  return last?.role === "assistant" ? last.content : null;
}

interface Parts {
  readonly content: string;
  readonly reasoning: string;
}

function partsOf(choice: Choice): Parts | InferenceFault {
  const message = choice.message;
  if (message?.refusal) return fault("refused", `The model refused: ${quoted(message.refusal)}`);
  if (message?.tool_calls?.length) {
    return fault(
      "misconfigured",
      "The model answered with a tool call of the API. Tools are run from <code> blocks here: switch tool calling off for this model.",
    );
  }
  const content = choice.text ?? message?.content;
  const reasoning = message?.reasoning ?? message?.reasoning_content ?? "";
  if (content == null && reasoning === "") {
    return fault(
      "bad-response",
      "The answer's text is null. It is tried again; look at the server's log if this goes on.",
    );
  }
  return { content: content ?? "", reasoning: reasoning.replace(/^\n+|\n+$/g, "") };
}

const finishReasons: Readonly<Record<string, "stop" | "length">> = {
  stop: "stop",
  eos: "stop",
  eos_token: "stop",
  stop_sequence: "stop",
  length: "length",
  max_tokens: "length",
};

function finishOf(choice: Choice): "stop" | "length" | InferenceFault {
  const said = choice.finish_reason;
  if (!said)
    return fault("cut", "The answer ended without a finish reason, so it may not be whole.");
  if (said === "content_filter")
    return fault("refused", "The endpoint's content filter withheld the answer.");
  return (
    finishReasons[said] ??
    fault(
      "bad-response",
      `The answer ended with the finish reason '${quoted(said)}'; 'stop' or 'length' was expected.`,
    )
  );
}

/** Dated snapshots (`gpt-x` → `gpt-x-2026-01-01`) and a dropped or added organisation count as the same model. */
export function isSameModel(asked: string, answered: string): boolean {
  const a = asked.toLowerCase();
  const b = answered.toLowerCase();
  return (
    a === b ||
    /^[-:@]/.test(b.startsWith(a) ? b.slice(a.length) : "") ||
    a.endsWith(`/${b}`) ||
    b.endsWith(`/${a}`)
  );
}
