/** Facts a template may name; everything else in braces is for a person to fill. */
export interface PlaceholderFacts {
  readonly first_answer: string;
  readonly second_answer: string;
  readonly first_strategy: string;
  readonly second_strategy: string;
}

export const placeholderNames = [
  "first_answer",
  "second_answer",
  "first_strategy",
  "second_strategy",
] as const satisfies readonly (keyof PlaceholderFacts)[];

/** Where a filled placeholder stands in the filled text; UTF-16 offsets, end-exclusive. */
export interface FilledRange {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const pattern = /\{([a-z][a-z_]*)\}/g;

/** The template's text with every known placeholder replaced, and where the values stand; unknown ones stay as they are. */
export function fillPlaceholders(
  template: string,
  facts: PlaceholderFacts,
): { readonly text: string; readonly filled: readonly FilledRange[] } {
  const values: ReadonlyMap<string, string> = new Map(Object.entries(facts));
  const filled: FilledRange[] = [];
  let text = "";
  let at = 0;
  for (const match of template.matchAll(pattern)) {
    text += template.slice(at, match.index);
    const name = match[1] ?? "";
    const value = values.get(name) ?? match[0];
    if (values.has(name))
      filled.push({ name, start: text.length, end: text.length + value.length });
    text += value;
    at = match.index + match[0].length;
  }
  return { text: text + template.slice(at), filled };
}

/** Names in braces that nothing filled, in order, each once. */
export function openPlaceholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}
