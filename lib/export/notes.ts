import type { Manifest } from "../dataset/schema.ts";
import type { FormatName, FormatWarning } from "../method/formats/schema.ts";
import type { ExportWarning } from "./schema.ts";

interface FormatNote {
  readonly keeps: string;
  readonly loses: readonly string[];
}

const notes: Readonly<Record<FormatName, FormatNote>> = {
  trl: {
    keeps: "The mask is exact: a token that is not trained has the label -100.",
    loses: [
      "Made with one student tokenizer: train only a model that has exactly this one.",
      "Kinds and roles of the segments are not in the rows.",
    ],
  },
  segments: {
    keeps:
      "The mask is exact per character, with each segment's kind and role; the end of sequence is a segment with empty text.",
    loses: [
      "Nothing. A trainer has to turn characters into tokens; the file beside this one shows how.",
    ],
  },
  axolotl: {
    keeps: "The mask is exact per segment; the end of sequence is written out.",
    loses: [
      "Each segment is tokenized alone, so tokens at the joints may differ from those of the whole text.",
      "Kinds and roles of the segments are not in the rows.",
      "train_on_inputs must be false, or the mask is ignored.",
    ],
  },
  dualdistill: {
    keeps: "Byte for byte the form of the released dataset.",
    loses: [
      "There is no mask in the rows: the released loader masks what stands before a sentence it knows, tool output, and code whose output holds a traceback, a syntax error or its own time-out sentence.",
      "Where a transition was edited, that loader finds no sentence and trains the wrong first part.",
      "Code that failed with any other last line (a tool block keeps only that one) is trained by that loader.",
    ],
  },
  messages: {
    keeps: "Prompt and answer as a conversation.",
    loses: [
      "The whole answer is trained: wrong first parts, tool output and failed code too.",
      "Many chat templates drop the text of <think> (one keeps only what follows the last </think>): look at the rendered text before training.",
      "Kinds and roles of the segments are not in the rows.",
    ],
  },
  "prompt-completion": {
    keeps: "The prompt is not trained.",
    loses: [
      "The whole completion is trained: wrong first parts, tool output and failed code too.",
      "Kinds and roles of the segments are not in the rows.",
    ],
  },
};

const warningTexts: Readonly<Record<FormatWarning, string>> = {
  "mask-lost": "rows hold text that is not to be trained and will be",
  "prefix-trained":
    "rows have a wrong first part that the released loader would train: it does not know their transition",
  "prefix-masked": "rows have a right first part that the released loader would mask",
};

/** The note beside an export: what the format keeps, what it loses, and which rows are concerned. Markdown. */
export function notesText(
  format: FormatName,
  manifest: Manifest,
  warnings: readonly ExportWarning[],
): string {
  const { keeps, loses } = notes[format];
  const about = warnings.map(({ code, rows, positions }) => {
    const shown = positions.join(", ");
    return `- ${rows} ${warningTexts[code]} (rows ${shown}${positions.length < rows ? ", …" : ""}, counted from 0 in the dataset).`;
  });
  return [
    `# ${manifest.name} as ${format}`,
    "",
    `Dataset ${manifest.name} of project ${manifest.project}: ${manifest.rows} rows, sha256 ${manifest.sha256}.`,
    `Student tokenizer: ${manifest.tokenizer}. Mask policy: ${manifest.maskPolicy}.`,
    "",
    "## What this format keeps",
    "",
    `- ${keeps}`,
    "",
    "## What this format loses",
    "",
    ...loses.map((line) => `- ${line}`),
    ...(about.length > 0 ? ["", "## Rows to look at", "", ...about] : []),
    "",
  ].join("\n");
}
