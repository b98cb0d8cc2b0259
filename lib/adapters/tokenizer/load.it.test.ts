import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import fc from "fast-check";
import { getLlama, type LlamaModel } from "node-llama-cpp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataDir } from "../../env.ts";
import { readGguf } from "./from-gguf.ts";
import { loadStudentTokenizer } from "./load.ts";

const name = "SmolLM2-135M-Instruct";

const texts = [
  "<think>\nI will compute it.\n</think>\n<code>\nprint(6 * 7)\n</code>\n<executor>\n42\n</executor>\n",
  "<answer>The answer is \\boxed{\\frac{3}{4}}.</answer>",
  "漢字とかな, 한국어, العربية, हिन्दी",
  "👩‍🔬👍🏽❤️ 😀😀\u200b",
  "<|im_start|>user\nhi<|im_end|>\n<|endoftext|>",
  "1234567890 3.14159 1e-9 22112_6",
  "  spaces   and\ttabs\r\n\n\n   end   ",
  "it's they'll don't DON'T ‘curly’ naïve café e\u0301",
  "\u0001\u001b[31m‹/executor> \ufeff\u2028",
];

describe("the embedded model's tokenizer", () => {
  let model: LlamaModel;
  beforeAll(async () => {
    const llama = await getLlama({ gpu: false, build: "never", maxThreads: 1 });
    const modelPath = join(dataDir(), "models", `${name}.Q4_1.gguf`);
    model = await llama.loadModel({ modelPath, vocabOnly: true });
  }, 60_000);
  afterAll(() => model?.dispose());

  it.each(texts)("gives llama.cpp's ids, and tokens that tile the bytes: %j", async (text) => {
    const tokenizer = await loadStudentTokenizer(name);
    const { ids, ends } = tokenizer.encode(text);
    expect(ids).toEqual([...model.tokenize(text, true)]);
    expect(ends).toHaveLength(ids.length);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(ends.at(-1)).toBe(new TextEncoder().encode(text).length);
  });

  it("knows its end of sequence and its special tokens", async () => {
    const tokenizer = await loadStudentTokenizer(name);
    expect(tokenizer).toMatchObject({ name, eosToken: "<|im_end|>", eosId: 2 });
    expect(tokenizer.specialTokens).toContain("<|endoftext|>");
    expect(tokenizer.encode("").ids).toEqual([]);
  });

  it("is loaded once", async () => {
    expect(await loadStudentTokenizer(name)).toBe(await loadStudentTokenizer(name));
  });
});

describe("our own merge in place of the library's", () => {
  let library: Tokenizer;
  beforeAll(async () => {
    const { file } = await readGguf(join(dataDir(), "models", `${name}.Q4_1.gguf`));
    library = new Tokenizer({ ...file, post_processor: null, decoder: null }, {});
  });
  const theirs = (text: string) => library.encode(text, { add_special_tokens: false }).ids;

  it("gives the library's ids for any text", async () => {
    const ours = await loadStudentTokenizer(name);
    const piece = fc.oneof(
      fc.constantFrom(...texts),
      fc.constantFrom(" the", "ing", "'s", "\\frac{", "}", "\n", "  ", "==", "--", "漢字", "\t"),
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.string({ unit: fc.constantFrom("a", "e", "t", "h", "=", " "), maxLength: 400 }),
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
    const property = fc.property(text, (any) => {
      expect(ours.encode(any).ids).toEqual(theirs(any));
    });
    fc.assert(property, { numRuns: 400 });
  });

  it.each([
    ["one line of letters", letters(120_000)],
    ["one sign repeated", "=".repeat(120_000)],
  ])("gives the library's ids for %s", async (_, text) => {
    const ours = await loadStudentTokenizer(name);
    expect(ours.encode(text).ids).toEqual(theirs(text));
  });
});

/** Letters without a word break, the same each time. */
function letters(length: number): string {
  let state = 12_345;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return String.fromCharCode(97 + ((state >> 8) % 26));
  }).join("");
}

describe("a tokenizer.json", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tokenizer-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const byteLevel = { type: "ByteLevel", add_prefix_space: false, use_regex: true };
  const small = {
    normalizer: null,
    pre_tokenizer: byteLevel,
    added_tokens: [{ id: 3, content: "<end>", special: true }],
    model: { type: "BPE", vocab: { a: 0, b: 1, ab: 2 }, merges: ["a b"] },
  };

  // Another size each time: a changed file is loaded again.
  let version = 0;
  async function place(file: object, config: object = { eos_token: { content: "<end>" } }) {
    const path = join(folder, "tokenizer.json");
    version += 1;
    await writeFile(path, `${JSON.stringify(file)}${" ".repeat(version)}`);
    await writeFile(join(folder, "tokenizer_config.json"), JSON.stringify(config));
    return path;
  }

  it("is read with the end of sequence beside it", async () => {
    const tokenizer = await loadStudentTokenizer(await place(small));
    expect(tokenizer.encode("aba<end>")).toEqual({ ids: [2, 0, 3], ends: [2, 3, 8] });
    expect(tokenizer).toMatchObject({ eosToken: "<end>", eosId: 3, specialTokens: ["<end>"] });
    expect(() => tokenizer.encode("abc")).toThrow("changes text: at byte 2");
  });

  it.each([
    ["normalises text (NFC)", { ...small, normalizer: { type: "NFC" } }],
    ["is not byte-level", { ...small, pre_tokenizer: { type: "Metaspace" } }],
    [
      "puts a space before the text",
      { ...small, pre_tokenizer: { ...byteLevel, add_prefix_space: true } },
    ],
  ])("is refused when it %s", async (why, file) => {
    await expect(loadStudentTokenizer(await place(file))).rejects.toThrow(why);
  });

  it("says what is missing or wrong", async () => {
    await expect(loadStudentTokenizer(join(folder, "none.json"))).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("Put the file there"),
    });
    await expect(loadStudentTokenizer("GPT-9")).rejects.toThrow("Known: SmolLM2-135M-Instruct");
    await expect(loadStudentTokenizer(await place(small, {}))).rejects.toThrow(
      "tokenizer_config.json with an eos_token",
    );
    await expect(
      loadStudentTokenizer(await place(small, { eos_token: "ab b" })),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});
