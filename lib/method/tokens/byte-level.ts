import { Invalid } from "../../errors.ts";

/** One token as a tokenizer shows it: added tokens by their own text, all others in the byte-level alphabet. */
export interface Surface {
  readonly text: string;
  readonly isAdded: boolean;
}

/**
 * The byte at which each token ends, from the tokens' byte-level surfaces (GPT-2's alphabet: one character a byte). Throws
 * `Invalid`, naming the tokenizer and the place, unless the surfaces spell `text` byte for byte.
 */
export function endsOf(text: string, surfaces: Iterable<Surface>, tokenizerName: string): number[] {
  const bytes = new TextEncoder().encode(text);
  const ends: number[] = [];
  let at = 0;
  for (const surface of surfaces) {
    const end = surface.isAdded
      ? matchAdded(bytes, at, surface.text)
      : matchByteLevel(bytes, at, surface.text);
    if (end === null) throw notTiled(tokenizerName, at, surface.text);
    ends.push(end);
    at = end;
  }
  if (at !== bytes.length) throw notTiled(tokenizerName, at, "nothing");
  return ends;
}

function matchAdded(bytes: Uint8Array, at: number, surface: string): number | null {
  const own = new TextEncoder().encode(surface);
  return own.every((byte, index) => bytes[at + index] === byte) ? at + own.length : null;
}

function matchByteLevel(bytes: Uint8Array, at: number, surface: string): number | null {
  for (let index = 0; index < surface.length; index += 1) {
    const byte = byteOf[surface.charCodeAt(index)];
    if (byte === undefined || bytes[at + index] !== byte) return null;
  }
  return at + surface.length;
}

function notTiled(name: string, byte: number, surface: string): Invalid {
  return new Invalid(
    `The tokenizer ${name} changes text: at byte ${byte} it gave ${JSON.stringify(surface.slice(0, 40))}. Its mask could not be exact; choose a byte-level tokenizer without a normalizer, or a format that needs no tokenizer (segments).`,
    { fields: { tokenizer: name, byte } },
  );
}

/** GPT-2's alphabet: printable bytes stand for themselves, the others for the characters from U+0100 on, in order. */
function makeAlphabet(): readonly number[] {
  const isPlain = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    if (isPlain(byte)) return byte;
    next += 1;
    return next - 1;
  });
}

const alphabet = makeAlphabet();
const byteOf: (number | undefined)[] = [];
for (const [byte, character] of alphabet.entries()) byteOf[character] = byte;

/** The byte-level surface of some bytes: one character of the alphabet each. */
export function surfaceOf(bytes: Iterable<number>): string {
  return utf16.decode(Uint16Array.from(bytes, (byte) => alphabet[byte] ?? 0));
}

/** The byte-level surface of a text's UTF-8 form. */
export function byteLevelText(text: string): string {
  if (isOwnSurface.test(text)) return text;
  if (isSpacedSurface.test(text)) return spaceSurface + text.slice(1);
  return surfaceOf(encoder.encode(text));
}

// Most words: their characters are their own surface, the space before them is not.
const isOwnSurface = /^[!-~]*$/;
const isSpacedSurface = /^ [!-~]*$/;
const spaceSurface = "\u0120";
const encoder = new TextEncoder();
const utf16 = new TextDecoder("utf-16le");
