import { scanSpans } from "./scan.ts";
import { closeTag, openTag } from "./tags.ts";

/** What a chat endpoint gave back. */
export interface ChatReply {
  readonly content: string;
  /** The reasoning field, under whichever name the server has for it; absent or empty when there is none. */
  readonly reasoning?: string | null;
}

/**
 * A chat reply as trajectory text: the reasoning field becomes `<think>⏎…⏎</think>`, the content `⏎<answer>…</answer>`.
 * Content that already holds one of our blocks at top level is kept as it came: a second pair of tags around it would
 * hide the first.
 */
export function chatToText(reply: ChatReply): string {
  const reasoning = reply.reasoning ?? "";
  const think = reasoning === "" ? "" : `${openTag("think")}\n${reasoning}\n${closeTag("think")}`;
  const isTagged = scanSpans(reply.content).some((span) => span.kind !== "text");
  const content = isTagged
    ? reply.content
    : `${openTag("answer")}${reply.content}${closeTag("answer")}`;
  return think === "" ? content : `${think}\n${content}`;
}
