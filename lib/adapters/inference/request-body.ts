import type { CompletionRequest, InferenceOptions } from "./schema.ts";

type Body = Record<string, unknown>;

/** The JSON body for one call. Key order is fixed: its hash is how a stored call is found again. */
export function requestBody(options: InferenceOptions, request: CompletionRequest): Body {
  return {
    model: options.model,
    ...(options.api === "chat"
      ? chatPart(options, request)
      : { prompt: request.prompt + (request.continueFrom ?? "") }),
    max_tokens: request.maxTokens,
    ...samplingPart(request),
    ...(request.stop.length === 0 ? {} : { stop: [...request.stop] }),
    ...(options.stopKeeping === "include-stop-str" ? { include_stop_str_in_output: true } : {}),
    ...(options.stopKeeping === "no-stop-trim" ? { no_stop_trim: true } : {}),
    ...(request.onText ? { stream: true, stream_options: { include_usage: true } } : {}),
  };
}

function samplingPart(request: CompletionRequest): Body {
  const named = {
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK,
    min_p: request.minP,
    repetition_penalty: request.repetitionPenalty,
    seed: request.seed,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function chatPart(options: InferenceOptions, request: CompletionRequest): Body {
  const question = { role: "user", content: request.prompt };
  if (!request.continueFrom) return { messages: [question] };
  const begun = { role: "assistant", content: request.continueFrom };
  return options.continuation === "prefix"
    ? { messages: [question, { ...begun, prefix: true }] }
    : { messages: [question, begun], continue_final_message: true, add_generation_prompt: false };
}
