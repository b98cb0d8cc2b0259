import { answerText, maskWarnings, promptText } from "./answer-text.ts";
import type { ExportFormat } from "./schema.ts";

/** `{"prompt", "completion"}`: the loss is on the whole completion. */
export const promptCompletionFormat: ExportFormat = {
  name: "prompt-completion",
  needsTokenizer: false,
  toRow: ({ segments }) => ({
    row: { prompt: promptText(segments), completion: answerText(segments) },
    warnings: maskWarnings(segments),
  }),
};
