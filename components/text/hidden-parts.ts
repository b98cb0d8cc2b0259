import { hiddenCharacters } from "#lib/method/trajectory/hidden-characters.ts";

/** A stretch that can be shown as it is, or one invisible character by its code point. */
export type VisiblePart = { readonly text: string } | { readonly hidden: string };

/** Text cut at characters that nobody can see, so that each can be shown as a badge. */
export function hiddenParts(text: string): VisiblePart[] {
  const parts: VisiblePart[] = [];
  let at = 0;
  for (const { start, end } of hiddenCharacters(text)) {
    if (start > at) parts.push({ text: text.slice(at, start) });
    for (const character of text.slice(start, end)) parts.push({ hidden: nameOf(character) });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
