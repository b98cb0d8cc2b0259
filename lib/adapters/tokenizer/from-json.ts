import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Invalid, messageOf } from "../../errors.ts";
import { tokenizerFileSchema } from "./config.ts";
import type { TokenizerSource } from "./from-gguf.ts";

const configSchema = z.looseObject({
  eos_token: z.union([z.string(), z.looseObject({ content: z.string() })]),
});

/** A model's own `tokenizer.json`; its end-of-sequence token stands in `tokenizer_config.json` beside it. */
export async function readTokenizerJson(path: string): Promise<TokenizerSource> {
  const file = await readJson(
    path,
    tokenizerFileSchema,
    "a tokenizer.json of the tokenizers library",
  );
  const beside = join(dirname(path), "tokenizer_config.json");
  const config = await readJson(beside, configSchema, "a tokenizer_config.json with an eos_token");
  const { eos_token: eos } = config;
  return { file, eosToken: typeof eos === "string" ? eos : eos.content };
}

async function readJson<Parsed>(
  path: string,
  schema: z.ZodType<Parsed>,
  expected: string,
): Promise<Parsed> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    const said = messageOf(cause).slice(0, 200);
    throw new Invalid(`${path} is not ${expected}: ${said} Put the model's own file there.`, {
      cause,
    });
  }
}
