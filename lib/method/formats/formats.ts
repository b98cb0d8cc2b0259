import { axolotlFormat } from "./axolotl.ts";
import { dualdistillFormat } from "./dualdistill.ts";
import { messagesFormat } from "./messages.ts";
import { promptCompletionFormat } from "./prompt-completion.ts";
import type { ExportFormat, FormatName } from "./schema.ts";
import { segmentsFormat } from "./segments.ts";
import { trlFormat } from "./trl.ts";

/** Every export format by name; adding one is adding one file and one line here. */
export const formats: Readonly<Record<FormatName, ExportFormat>> = {
  trl: trlFormat,
  segments: segmentsFormat,
  axolotl: axolotlFormat,
  dualdistill: dualdistillFormat,
  messages: messagesFormat,
  "prompt-completion": promptCompletionFormat,
};
