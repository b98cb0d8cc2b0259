import { endsOf, type Surface, surfaceOf } from "./byte-level.ts";
import type { StudentTokenizer } from "./schema.ts";

/**
 * A tiny byte-level tokenizer for tests: `words` are tokens where they stand (longest first), every other byte is a token
 * of its own. Its ids: 0 is the end of sequence `<|end|>`, then the special token `<|start|>`, the words, then the bytes.
 */
export function tinyTokenizer(words: readonly string[] = []): StudentTokenizer {
  const specialTokens = ["<|end|>", "<|start|>"];
  const known = [...specialTokens, ...words];
  const encoder = new TextEncoder();
  const spelled = known
    .map((word, id) => ({ id, bytes: encoder.encode(word), isAdded: id < specialTokens.length }))
    .toSorted((a, b) => b.bytes.length - a.bytes.length);

  function encode(text: string) {
    const bytes = encoder.encode(text);
    const ids: number[] = [];
    const surfaces: Surface[] = [];
    for (let at = 0; at < bytes.length; ) {
      const word = spelled.find((each) => each.bytes.every((byte, i) => bytes[at + i] === byte));
      const length = word?.bytes.length ?? 1;
      ids.push(word?.id ?? known.length + (bytes[at] ?? 0));
      const isAdded = word?.isAdded ?? false;
      const own = bytes.subarray(at, at + length);
      surfaces.push({ text: isAdded ? new TextDecoder().decode(own) : surfaceOf(own), isAdded });
      at += length;
    }
    return { ids, ends: endsOf(text, surfaces, "tiny") };
  }

  return { name: "tiny", eosToken: "<|end|>", eosId: 0, specialTokens, encode };
}
