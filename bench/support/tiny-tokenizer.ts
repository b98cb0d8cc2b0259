import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The byte-level alphabet: printable bytes stand for themselves, the others for characters from U+0100 on. */
function byteSurfaces(): string[] {
  const surfaces: string[] = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte += 1) {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    surfaces.push(String.fromCodePoint(isPrintable ? byte : next));
    if (!isPrintable) next += 1;
  }
  return surfaces;
}

/**
 * Writes a `tokenizer.json` in which a token is a byte: id 0 is the end of sequence `<|end|>`, id n + 1 is byte n. Returns
 * its path, which is a student tokenizer's name. For tests and benchmarks that must not need a model file.
 */
export function writeTinyTokenizer(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const eos = {
    id: 0,
    content: "<|end|>",
    special: true,
    normalized: false,
    single_word: false,
    lstrip: false,
    rstrip: false,
  };
  const vocab = Object.fromEntries([
    ["<|end|>", 0],
    ...byteSurfaces().map((surface, byte) => [surface, byte + 1]),
  ]);
  const byteLevel = {
    type: "ByteLevel",
    add_prefix_space: false,
    trim_offsets: true,
    use_regex: true,
  };
  const file = {
    version: "1.0",
    added_tokens: [eos],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: "BPE",
      vocab,
      merges: [],
      unk_token: null,
      byte_fallback: false,
      fuse_unk: false,
    },
  };
  const path = join(folder, "tokenizer.json");
  writeFileSync(path, JSON.stringify(file));
  writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify({ eos_token: "<|end|>" }));
  return path;
}
