import { answerText, maskWarnings, promptText } from "./answer-text.ts";
import type { ExportFormat } from "./schema.ts";

/** `{"messages": [{"role", "content"}]}`: the prompt is the user's, the composed text the assistant's. */
export const messagesFormat: ExportFormat = {
  name: "messages",
  needsTokenizer: false,
  toRow: ({ segments }) => ({
    row: {
      messages: [
        { role: "user", content: promptText(segments) },
        { role: "assistant", content: answerText(segments) },
      ],
    },
    warnings: maskWarnings(segments),
  }),
};
