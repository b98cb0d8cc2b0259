import type { SegmentKind } from "#lib/method/trajectory/schema.ts";

/** A segment's text without its own tags, and without the line breaks that stand beside them. */
export function blockText(kind: SegmentKind, text: string): string {
  if (kind === "text" || kind === "prompt" || kind === "transition") return text;
  const open = new RegExp(`^\\s*<${kind}>\\n?`);
  const close = new RegExp(`\\n?</${kind}>\\s*$`);
  return text.replace(open, "").replace(close, "");
}
