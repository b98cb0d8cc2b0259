import { gguf } from "@huggingface/gguf";
import { z } from "zod";
import { Invalid } from "../../errors.ts";
import { type TokenizerFile, tokenizerFileSchema } from "./config.ts";

/** A tokenizer ready to be built, and what stands for the end of sequence. */
export interface TokenizerSource {
  readonly file: TokenizerFile;
  readonly eosToken: string;
}

const metadataSchema = z.looseObject({
  "tokenizer.ggml.model": z.literal("gpt2"),
  "tokenizer.ggml.pre": z.string(),
  "tokenizer.ggml.tokens": z.array(z.string()),
  "tokenizer.ggml.token_type": z.array(z.number()),
  "tokenizer.ggml.merges": z.array(z.string()),
  "tokenizer.ggml.eos_token_id": z.number(),
});

const byteLevel = {
  type: "ByteLevel",
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: true,
};

/** A GGUF holds only the name of its pre-tokenizer; these are the ones we know. */
const preTokenizers: Readonly<Record<string, object>> = {
  "gpt-2": byteLevel,
  smollm: {
    type: "Sequence",
    pretokenizers: [{ type: "Digits", individual_digits: true }, byteLevel],
  },
};

/** llama.cpp's token types: 3 control (special), 4 user-defined. */
const control = 3;
const userDefined = 4;

/** The tokenizer in a GGUF file's metadata. Throws `Invalid` for a kind that we do not know. */
export async function readGguf(path: string): Promise<TokenizerSource> {
  const { metadata } = await gguf(path, { allowLocalFile: true });
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) {
    throw new Invalid(
      `${path} holds no byte-level BPE tokenizer. Choose another model, or its tokenizer.json.`,
      { cause: parsed.error },
    );
  }
  const data = parsed.data;
  const name = data["tokenizer.ggml.pre"];
  const preTokenizer = preTokenizers[name];
  if (preTokenizer === undefined) {
    throw new Invalid(
      `${path} cuts text by "${name}"; known are ${Object.keys(preTokenizers).join(", ")}. Choose the model's tokenizer.json instead.`,
    );
  }
  const tokens = data["tokenizer.ggml.tokens"];
  const types = data["tokenizer.ggml.token_type"];
  const added = tokens.flatMap((content, id) => {
    const type = types[id];
    if (type !== control && type !== userDefined) return [];
    return [
      {
        id,
        content,
        special: type === control,
        normalized: false,
        single_word: false,
        lstrip: false,
        rstrip: false,
      },
    ];
  });
  const file = tokenizerFileSchema.parse({
    version: "1.0",
    normalizer: null,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder: byteLevel,
    added_tokens: added,
    model: {
      type: "BPE",
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: data["tokenizer.ggml.merges"],
      unk_token: null,
      byte_fallback: false,
      fuse_unk: false,
    },
  });
  return { file, eosToken: tokens[data["tokenizer.ggml.eos_token_id"]] ?? "" };
}
