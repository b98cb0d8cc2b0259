import type { Choice, ReplyBody } from "./reply-schema.ts";
import { replySchema } from "./reply-schema.ts";
import { jsonOrNull } from "./status-fault.ts";

/** Whether a body is server-sent events; JSON begins with a brace, a page with `<`. */
export function isEventStream(raw: string): boolean {
  return /^\uFEFF?\s*(data|event|id|retry)?:/.test(raw);
}

/** Takes a stream's text as it comes and yields the data of every event that is complete. */
export function createEventReader(): { push(text: string): string[]; end(): string[] } {
  let rest = "";
  let data: string[] = [];
  const takeLine = (line: string, done: string[]): void => {
    if (line === "") {
      if (data.length > 0) done.push(data.join("\n"));
      data = [];
    } else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  };
  return {
    push(text) {
      const done: string[] = [];
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      for (const line of lines) takeLine(line, done);
      return done;
    },
    // Some servers leave out the blank line after the last event: what is there counts.
    end() {
      const done: string[] = [];
      takeLine(rest.replace(/\r$/, ""), done);
      takeLine("", done);
      rest = "";
      return done;
    },
  };
}

/** The piece of text (content or reasoning) that one event's data carries. */
export function pieceOf(data: string): { text: string; isToken: boolean } {
  const parsed = replySchema.safeParse(jsonOrNull(data));
  const choice = parsed.success ? parsed.data.choices?.[0] : undefined;
  const text = choice?.text ?? choice?.delta?.content ?? "";
  const thought = choice?.delta?.reasoning ?? choice?.delta?.reasoning_content ?? "";
  return { text, isToken: text !== "" || thought !== "" };
}

/** A stream folded into the body that the same call would have had without streaming; null: an event is not JSON. */
export function foldEvents(raw: string): ReplyBody | null {
  const reader = createEventReader();
  const events = [...reader.push(raw.replace(/^\uFEFF/, "")), ...reader.end()].filter(
    (data) => data.trim() !== "[DONE]",
  );
  let whole: ReplyBody = {};
  for (const data of events) {
    const parsed = replySchema.safeParse(jsonOrNull(data));
    if (!parsed.success) return null;
    whole = join(whole, parsed.data);
  }
  return whole;
}

function join(whole: ReplyBody, event: ReplyBody): ReplyBody {
  const piece = event.choices?.find((choice) => (choice.index ?? 0) === 0);
  const before = whole.choices?.[0];
  return {
    model: whole.model ?? event.model,
    usage: event.usage ?? whole.usage,
    ...((event.error ?? whole.error) ? { error: event.error ?? whole.error } : {}),
    choices: piece ? [joinChoice(before ?? {}, piece)] : (whole.choices ?? null),
  };
}

function joinChoice(before: Choice, piece: Choice): Choice {
  const delta = piece.delta;
  return {
    text: added(before.text, piece.text),
    finish_reason: piece.finish_reason ?? before.finish_reason,
    stop_reason: piece.stop_reason === undefined ? before.stop_reason : piece.stop_reason,
    matched_stop: piece.matched_stop === undefined ? before.matched_stop : piece.matched_stop,
    ...(delta || before.message
      ? {
          message: {
            content: added(before.message?.content, delta?.content),
            reasoning: added(
              before.message?.reasoning,
              delta?.reasoning ?? delta?.reasoning_content,
            ),
            refusal: added(before.message?.refusal, delta?.refusal),
            tool_calls: delta?.tool_calls ?? before.message?.tool_calls,
          },
        }
      : {}),
  };
}

function added(
  before: string | null | undefined,
  piece: string | null | undefined,
): string | null | undefined {
  return piece == null ? before : (before ?? "") + piece;
}
