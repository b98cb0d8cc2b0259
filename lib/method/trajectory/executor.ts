import type { RunStatus } from "./schema.ts";
import { closeTag, openTag } from "./tags.ts";

/** What a tool run gave back, as far as the trajectory's text is concerned. */
export interface ToolOutput {
  readonly status: Exclude<RunStatus, "not-run">;
  readonly stdout: string;
  readonly stderr: string;
}

/** Stands inside the last executor block, once, when the rollout has no calls left. */
export const noCallsLeft = "No tool calls are left. Give the final answer now.";

const stoppedLine: Readonly<Partial<Record<RunStatus, string>>> = {
  timeout: "TimeoutError: the code took too long and was stopped.",
  killed: "Killed: the code went over a limit and was stopped.",
};

/**
 * The executor segment that follows the model's `</code>`: `⏎<executor>⏎…⏎</executor>⏎`. Inside stand stdout (less its
 * last newline), then the last line of stderr when the run did not end well, then for a stopped run a line that says so,
 * then `note`. In all of it the `<` of our tags is written `‹`.
 */
export function executorSegment(output: ToolOutput, note?: string): string {
  const lines = [output.stdout.replace(/\r?\n$/, "")].filter((line) => line !== "");
  if (output.status !== "ok") {
    const last = lastLine(output.stderr);
    if (last !== "") lines.push(last);
    const stopped = stoppedLine[output.status];
    if (stopped !== undefined) lines.push(stopped);
  }
  if (note !== undefined) lines.push(note);
  return `\n${openTag("executor")}\n${escapeTags(lines.join("\n"))}\n${closeTag("executor")}\n`;
}

/** `text` with the `<` of each of our tags (opening or closing) written `‹`; same UTF-16 length. */
export function escapeTags(text: string): string {
  return text.replace(/<(?=\/?(?:think|code|executor|answer)>)/g, "‹");
}

const errorLine =
  /^(?:[A-Za-z_]\w{0,60}\.){0,8}(?:[A-Z]\w{0,80}(?:Error|Exception)|KeyboardInterrupt|SystemExit|StopIteration)(?::|$)/;

/**
 * How a recorded run ended, read from its executor block's body: nothing but the text is known of it. A traceback, or a
 * last line that is a Python exception or one of our own lines for a stopped run, means that it failed.
 */
export function inferRun(executorBody: string): Exclude<RunStatus, "not-run"> {
  const body = executorBody.trimEnd();
  const told = body.endsWith(noCallsLeft) ? body.slice(0, -noCallsLeft.length).trimEnd() : body;
  const last = lastLine(told);
  if (last === stoppedLine.timeout) return "timeout";
  if (last === stoppedLine.killed) return "killed";
  if (errorLine.test(last.slice(0, 400))) return "error";
  return told.includes("Traceback (most recent call last):") ? "error" : "ok";
}

function lastLine(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.slice(trimmed.lastIndexOf("\n") + 1).trim();
}
