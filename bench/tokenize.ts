/**
 * `npm run bench:tokenize [-- --megabytes 1]`: seconds to cut texts without word breaks, and ordinary ones, with the embedded
 * model's tokenizer; against the tokenizers library alone. Prints one JSON line.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Tokenizer } from "@huggingface/tokenizers";
import { z } from "zod";
import { readGguf } from "#lib/adapters/tokenizer/from-gguf.ts";
import { loadStudentTokenizer } from "#lib/adapters/tokenizer/load.ts";
import { dataDir } from "#lib/env.ts";
import { round } from "./support/percentiles.ts";

const { values } = parseArgs({
  options: { megabytes: { type: "string", default: "1" }, alone: { type: "boolean" } },
});
const length = 1e6 * z.coerce.number().min(0.01).max(50).parse(values.megabytes);
const name = "SmolLM2-135M-Instruct";

const texts: Readonly<Record<string, string>> = {
  letters: letters(length),
  equals: "=".repeat(length),
  spaces: " ".repeat(length),
  digits: "7".repeat(length),
  prose: "The answer is a number, so we compute it.\n".repeat(Math.ceil(length / 42)),
};

const student = await loadStudentTokenizer(name);
const { file } = await readGguf(join(dataDir(), "models", `${name}.Q4_1.gguf`));
const library = new Tokenizer({ ...file, post_processor: null, decoder: null }, {});

const seconds = Object.fromEntries(
  Object.entries(texts).map(([shape, text]) => [
    shape,
    {
      studio: secondsOf(() => student.encode(text)),
      library: values.alone ? null : secondsOf(() => library.encode(text)),
    },
  ]),
);
process.stdout.write(`${JSON.stringify({ megabytes: length / 1e6, seconds })}\n`);

function secondsOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return round((performance.now() - started) / 1000);
}

function letters(count: number): string {
  let state = 12_345;
  const codes = Uint8Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return 97 + ((state >> 8) % 26);
  });
  return new TextDecoder().decode(codes);
}
