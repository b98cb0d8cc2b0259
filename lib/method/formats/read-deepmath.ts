import { closeTag, openTag } from "../trajectory/tags.ts";

/**
 * A DeepMath-103K `r1_solution` as trajectory text: what stands before the first `</think>` becomes the think block (its
 * opening tag is often left out there), what follows becomes the answer. A solution without that tag is all answer; a
 * thought that was opened and never closed stays one. Text that has an answer block of its own keeps it.
 */
export function deepMathText(solution: string): string {
  const open = openTag("think");
  const trimmed = solution.trim();
  const isOpened = trimmed.startsWith(open);
  const body = isOpened ? trimmed.slice(open.length) : trimmed;
  const closeAt = body.indexOf(closeTag("think"));
  if (closeAt < 0) return isOpened ? `${open}\n${body.trim()}` : answerBlock(body);
  const thought = `${open}\n${body.slice(0, closeAt).trim()}\n${closeTag("think")}`;
  const rest = body.slice(closeAt + closeTag("think").length).trim();
  return rest === "" ? thought : `${thought}\n${answerBlock(rest)}`;
}

function answerBlock(text: string): string {
  return text.startsWith(openTag("answer"))
    ? text
    : `${openTag("answer")}${text}${closeTag("answer")}`;
}
