import { createRankQueue, type RankQueue } from "./rank-queue.ts";

/** Cuts one word (what a pre-tokenizer gave) into tokens' texts; together they spell the word. */
export type MergeWord = (word: string) => string[];

/**
 * Byte-pair encoding: of all neighbours the pair that comes first in `merges` is joined first, of equal pairs the leftmost.
 * A word of millions of characters takes a walk over the places of each rank, not a heap of all places: O(n log n) at worst,
 * near to linear for what people write.
 */
export function createMergeWord(merges: readonly (readonly [string, string])[]): MergeWord {
  const table = createTable(merges);
  return (word) => {
    const chain = createChain(word, table);
    const queue = createRankQueue();
    for (let at = 0; at >= 0; at = chain.next(at)) offer(chain, queue, at);
    for (let round = queue.take(); round !== null; round = queue.take()) {
      mergeAll(chain, queue, round);
    }
    return chain.texts();
  };
}

/** Joins every pair of one rank, left to right; stops, and puts back the rest, when a pair of a lower rank comes up. */
function mergeAll(
  chain: Chain,
  queue: RankQueue,
  { rank, places }: { readonly rank: number; readonly places: readonly number[] },
): void {
  for (const [index, at] of places.entries()) {
    if (queue.lowest() < rank) {
      for (const rest of places.slice(index)) queue.push(rank, rest);
      return;
    }
    // The left or the right one may have gone into another pair meanwhile.
    if (chain.rankAt(at) !== rank) continue;
    chain.join(at, rank);
    offer(chain, queue, chain.previous(at));
    offer(chain, queue, at);
  }
}

function offer(chain: Chain, queue: RankQueue, at: number): void {
  const rank = chain.rankAt(at);
  if (rank !== undefined) queue.push(rank, at);
}

/** Texts by number: every character and every part of a merge is one symbol. */
interface SymbolTable {
  idOf(text: string): number;
  textOf(id: number): string;
  /** Place of the pair in the list of merges; undefined where it is not in it. */
  rankOf(left: number, right: number): number | undefined;
  /** What the pair of this rank becomes. */
  mergedAt(rank: number): number;
}

/** Two symbols in one number that a double holds exactly: there are at most this many symbols. */
const stride = 2 ** 26;

function createTable(merges: readonly (readonly [string, string])[]): SymbolTable {
  const ids = new Map<string, number>();
  const texts: string[] = [];
  const idOf = (text: string): number => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const ranks = new Map<number, number>();
  const merged = merges.map(([left, right], rank) => {
    ranks.set(idOf(left) * stride + idOf(right), rank);
    return idOf(left + right);
  });
  return {
    idOf,
    textOf: (id) => texts[id] ?? "",
    rankOf: (left, right) => ranks.get(left * stride + right),
    mergedAt: (rank) => merged[rank] ?? gone,
  };
}

/** The word's symbols as a linked list in flat arrays; a place is the position of a symbol's first character. */
interface Chain {
  /** -1 after the last and before the first one. */
  next(at: number): number;
  previous(at: number): number;
  /** Rank of the symbol at this place with its right neighbour. */
  rankAt(at: number): number | undefined;
  join(at: number, rank: number): void;
  texts(): string[];
}

const gone = -1;

function createChain(word: string, table: SymbolTable): Chain {
  const symbols = new Int32Array(word.length);
  const right = new Int32Array(word.length);
  const left = new Int32Array(word.length);
  let length = 0;
  for (const character of word) {
    symbols[length] = table.idOf(character);
    left[length] = length - 1;
    length += 1;
    right[length - 1] = length;
  }
  right[length - 1] = gone;
  const symbolAt = (at: number) => symbols[at] ?? gone;
  const next = (at: number) => right[at] ?? gone;
  return {
    next,
    previous: (at) => left[at] ?? gone,
    rankAt(at) {
      const one = symbolAt(at);
      const other = symbolAt(next(at));
      return one === gone || other === gone ? undefined : table.rankOf(one, other);
    },
    join(at, rank) {
      const eaten = next(at);
      const after = next(eaten);
      symbols[at] = table.mergedAt(rank);
      symbols[eaten] = gone;
      right[at] = after;
      if (after !== gone) left[after] = at;
    },
    texts() {
      const texts: string[] = [];
      for (let at = length === 0 ? gone : 0; at !== gone; at = next(at)) {
        texts.push(table.textOf(symbolAt(at)));
      }
      return texts;
    },
  };
}
