import { z } from "zod";
import { Invalid } from "../../errors.ts";

const partSchema = z.looseObject({ type: z.string() });

const addedTokenSchema = z.looseObject({
  id: z.int(),
  content: z.string(),
  special: z.boolean().default(false),
});

/** What of a `tokenizer.json` decides whether byte offsets can be exact; the rest is kept as it is. */
export const tokenizerFileSchema = z.looseObject({
  normalizer: z
    .looseObject({ type: z.string(), normalizers: z.array(partSchema).optional() })
    .nullish(),
  pre_tokenizer: z
    .looseObject({
      type: z.string(),
      pretokenizers: z.array(z.looseObject({ type: z.string() })).optional(),
    })
    .nullish(),
  model: z.looseObject({ type: z.string().optional(), vocab: z.unknown() }),
  added_tokens: z.array(addedTokenSchema).default([]),
});
export type TokenizerFile = z.infer<typeof tokenizerFileSchema>;

/** Throws `Invalid` unless the tokenizer is byte-level and leaves text as it is: only then are offsets exact. */
export function assertExact(file: TokenizerFile, name: string): void {
  const { normalizer } = file;
  const isNormalizing =
    normalizer != null && !(normalizer.type === "Sequence" && normalizer.normalizers?.length === 0);
  if (isNormalizing) {
    throw refused(name, `it normalises text (${normalizer.type}) before it cuts it`);
  }
  const first = file.pre_tokenizer;
  const steps = first?.type === "Sequence" ? (first.pretokenizers ?? []) : first ? [first] : [];
  const byteLevel = steps.find(({ type }) => type === "ByteLevel");
  if (byteLevel === undefined) throw refused(name, "it is not byte-level");
  if (byteLevel.add_prefix_space === true) throw refused(name, "it puts a space before the text");
}

function refused(name: string, why: string): Invalid {
  return new Invalid(
    `The tokenizer ${name} cannot be used for the exact mask: ${why}. Choose a byte-level tokenizer without a normalizer, or export in a format that needs no tokenizer (segments).`,
    { fields: { tokenizer: name } },
  );
}
