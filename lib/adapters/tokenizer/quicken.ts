import {
  BPE,
  ByteLevelPreTokenizer,
  type PreTokenizer,
  SequencePreTokenizer,
  type Tokenizer,
} from "@huggingface/tokenizers";
import { byteLevelText } from "../../method/tokens/byte-level.ts";
import { createMergeWord } from "../../method/tokens/byte-pair.ts";

/**
 * Puts our own merge and byte alphabet in the place of the library's: the same tokens. The library takes 4 s and more for a
 * megabyte without word breaks, since it keeps an object and a JSON key for every pair of neighbours (`bench/tokenize.ts`).
 */
export function quicken(tokenizer: Tokenizer): void {
  quickenMerge(tokenizer.model);
  quickenBytes(tokenizer.pre_tokenizer);
}

function quickenMerge(model: Tokenizer["model"]): void {
  // Byte-level models have no suffixes; one that has them keeps the library's way.
  if (!(model instanceof BPE) || model.end_of_word_suffix || model.continuing_subword_suffix)
    return;
  const mergeWord = createMergeWord(model.merges);
  // Emptied when full: the library's cache moves an entry at each look, which takes longer than most merges.
  const known = new Map<string, string[]>();
  model.bpe = (word) => {
    if (word.length === 1) return [word];
    const before = known.get(word);
    if (before !== undefined) return before;
    const tokens = mergeWord(word);
    if (word.length >= model.max_length_to_cache) return tokens;
    if (known.size >= model.cache_capacity) known.clear();
    known.set(word, tokens);
    return tokens;
  };
}

/** `config.ts` refused a tokenizer that puts a space before the text. */
function quickenBytes(step: PreTokenizer | null): void {
  if (step instanceof SequencePreTokenizer) step.tokenizers.forEach(quickenBytes);
  if (!(step instanceof ByteLevelPreTokenizer)) return;
  step.pre_tokenize_text = (text) => {
    const words = step.use_regex ? (text.match(step.pattern) ?? []) : [text];
    return words.map(byteLevelText);
  };
}
