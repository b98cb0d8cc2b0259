import type { Finding } from "./schema.ts";

/** Code points that are never seen: ranges of hexadecimal numbers, each with what it is. */
const invisible: readonly (readonly [range: string, what: string])[] = [
  [String.raw`\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}-\u{9f}`, "controls but tab, newline, return"],
  [String.raw`\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}`, "bidi controls"],
  [
    String.raw`\u{ad}\u{34f}\u{180b}-\u{180f}\u{200b}\u{200c}\u{2060}-\u{2065}\u{feff}`,
    "zero width",
  ],
  [String.raw`\u{115f}\u{1160}\u{17b4}\u{17b5}\u{3164}\u{ffa0}`, "fillers"],
  [
    String.raw`\u{2028}\u{2029}\u{206a}-\u{206f}\u{fff0}-\u{fffb}`,
    "separators and deprecated formats",
  ],
  [String.raw`\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}`, "musical formats, tags, selectors 17-256"],
];

/** A joiner, or one variation selector, inside an emoji is how the emoji is written; anywhere else it hides. */
const strayJoiner = String.raw`(?<!\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]?)\u{200d}`;
const repeatedSelector = String.raw`(?<=[\u{fe00}-\u{fe0f}])[\u{fe00}-\u{fe0f}]`;
const ranges = invisible.map(([range]) => range).join("");
const hidden = new RegExp(`(?:[${ranges}]|${strayJoiner}|${repeatedSelector})`, "gu");

/** `hidden-characters`: one finding a run of hidden characters, naming the first of them. Offsets are UTF-16. */
export function hiddenCharacters(text: string): Finding[] {
  const runs: { start: number; end: number }[] = [];
  for (const { index, 0: character } of text.matchAll(hidden)) {
    const last = runs.at(-1);
    if (last?.end === index) last.end += character.length;
    else runs.push({ start: index, end: index + character.length });
  }
  return runs.map(({ start, end }) => {
    const shown = [...text.slice(start, Math.min(end, start + 16))].slice(0, 8).map(codePoint);
    return { code: "hidden-characters", start, end, detail: shown.join(" ") };
  });
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
