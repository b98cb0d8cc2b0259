import type { SegmentKind } from "#lib/method/trajectory/schema.ts";

/** A segment's text without its own tags, and without the line breaks that stand beside them. */
export function blockText(kind: SegmentKind, text: string): string {
  if (kind === "text" || kind === "prompt" || kind === "transition") return text;
  const open = new RegExp(`^\\s*<${kind}>\\n?`);
  const close = new RegExp(`\\n?</${kind}>\\s*$`);
  return text.replace(open, "").replace(close, "");
}

/**
 * An answer with its bare `\boxed{…}` set as formulas, so that they are drawn like those between dollars. Text that has
 * formulas of its own is left as it is.
 */
export function withBoxesAsMath(text: string): string {
  if (/\$|\\\(|\\\[/.test(text)) return text;
  let shown = "";
  let at = 0;
  for (let start = text.indexOf("\\boxed{"); start >= 0; start = text.indexOf("\\boxed{", at)) {
    const end = closingBrace(text, start + "\\boxed".length);
    if (end === null) break;
    shown += `${text.slice(at, start)}\\(${text.slice(start, end)}\\)`;
    at = end;
  }
  return shown + text.slice(at);
}

/** Just behind the brace that closes the one at `open`; null when none does. */
function closingBrace(text: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}
