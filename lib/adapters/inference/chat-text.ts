const tagged = /^\s*<(think|code|answer)>/m;

interface ChatParts {
  readonly reasoning: string;
  readonly content: string;
  /** The reply continues a message of ours: its text is already inside the canonical form. */
  readonly isContinuation: boolean;
}

/**
 * A chat reply in canonical text: the reasoning field becomes `<think>⏎…⏎</think>`, the content `⏎<answer>…</answer>`.
 * Content that opens a canonical block by itself is taken as it is: the model was told the tags and used them.
 */
export function chatText({ reasoning, content, isContinuation }: ChatParts): string {
  if (isContinuation) return content;
  const thought = reasoning ? `<think>\n${reasoning}\n</think>` : "";
  if (content === "") return thought;
  const rest = tagged.test(content) ? content : `<answer>${content}</answer>`;
  return thought ? `${thought}\n${rest}` : rest;
}
