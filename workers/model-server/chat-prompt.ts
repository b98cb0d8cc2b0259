import type { Token } from "node-llama-cpp";
import type { Engine } from "./engine.ts";
import type { ChatMessage } from "./request-schema.ts";

/**
 * A chat as tokens in the ChatML form that SmolLM2 was tuned on; what people wrote never becomes a special token. A model
 * without those tokens gets the messages as paragraphs.
 */
export function chatTokens(
  engine: Engine,
  messages: readonly ChatMessage[],
  continueLast: boolean,
): Token[] {
  const start = engine.specialToken("<|im_start|>");
  const end = engine.specialToken("<|im_end|>");
  if (start === undefined || end === undefined) {
    return [
      ...engine.startTokens,
      ...engine.tokenize(`${messages.map((message) => message.content).join("\n\n")}\n\n`),
    ];
  }
  const written = messages.flatMap((message, i) => {
    const body = [start, ...engine.tokenize(`${message.role}\n${message.content}`)];
    return continueLast && i === messages.length - 1
      ? body
      : [...body, end, ...engine.tokenize("\n")];
  });
  return continueLast ? written : [...written, start, ...engine.tokenize("assistant\n")];
}
