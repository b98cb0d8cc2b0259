/** What `canonicalText` had to change; stored beside the text so that nothing is changed silently. */
export interface TextFixes {
  /** How many U+0000 became U+2400. */
  readonly nulls: number;
  /** How many lone surrogates became U+FFFD. */
  readonly loneSurrogates: number;
}

export interface CanonicalText {
  readonly text: string;
  readonly fixes: TextFixes;
}

/**
 * The only way for model or file text into the database: Postgres `text` takes neither U+0000 nor lone surrogates.
 * UTF-16 length is kept (one unit for one unit), so offsets into the raw text stay valid.
 */
export function canonicalText(raw: string): CanonicalText {
  let nulls = 0;
  let loneSurrogates = 0;
  let text = raw;
  if (text.includes("\u0000")) {
    text = text.replaceAll("\u0000", () => {
      nulls += 1;
      return "\u2400";
    });
  }
  if (!text.isWellFormed()) {
    const before = text;
    text = text.toWellFormed();
    for (let i = 0; i < text.length; i += 1) {
      if (text.charCodeAt(i) !== before.charCodeAt(i)) loneSurrogates += 1;
    }
  }
  return { text, fixes: { nulls, loneSurrogates } };
}
