import { answerText } from "./answer-text.ts";
import type { ExportFormat, FormatContext, FormatInput, FormatWarning } from "./schema.ts";

/** `{"problem", "synthetic_data"}`, byte for byte the released dataset's form; its loader masks by wording alone. */
export const dualdistillFormat: ExportFormat = {
  name: "dualdistill",
  needsTokenizer: false,
  toRow: (input, context) => {
    const text = answerText(input.segments);
    return {
      row: { problem: input.problem, synthetic_data: text },
      warnings: loaderWarnings(input, text, context),
    };
  },
};

/** That loader takes everything before a sentence it knows for the wrong first part, and nothing else. */
function loaderWarnings(
  input: FormatInput,
  text: string,
  context: FormatContext,
): readonly FormatWarning[] {
  const isMasked = context.knownCorrections.some((sentence) => text.includes(sentence));
  if (input.case === "0,1") return isMasked ? [] : ["prefix-trained"];
  return isMasked ? ["prefix-masked"] : [];
}
