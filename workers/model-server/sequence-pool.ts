/** What the pool needs of a sequence: how many of these tokens it has already evaluated. */
export interface PooledSequence<Token> {
  sharedPrefix(tokens: readonly Token[]): number;
}

interface Slot<Token, Sequence extends PooledSequence<Token>> {
  readonly sequence: Sequence;
  isFree: boolean;
  /** Counts up with every use; the smallest was used longest ago. */
  usedAt: number;
}

export class QueueFull extends Error {
  constructor(limit: number) {
    super(`the queue is full (${limit} requests wait)`);
    this.name = "QueueFull";
  }
}

export interface PoolLimits {
  /** Sequences lent at once. Fewer than there are, or each would be the only free one and prompts would take turns in it. */
  readonly running: number;
  readonly waiting: number;
}

/** Fewer tokens in common than this are chance, not a prompt worth keeping. */
const leastPrefix = 16;

/**
 * Lends sequences out, first come first served. Among the free ones a request gets the one that has most of its prompt
 * evaluated, so each strategy's worked examples are read once and stay; without a match, the one used longest ago.
 */
export function createSequencePool<Token, Sequence extends PooledSequence<Token>>(
  sequences: readonly Sequence[],
  limits: PoolLimits,
) {
  const slots: Slot<Token, Sequence>[] = sequences.map((sequence) => ({
    sequence,
    isFree: true,
    usedAt: 0,
  }));
  const waiting: { tokens: readonly Token[]; start: (slot: Slot<Token, Sequence>) => void }[] = [];
  let uses = 0;

  const running = (): number => slots.filter((slot) => !slot.isFree).length;

  const best = (tokens: readonly Token[]): Slot<Token, Sequence> | undefined => {
    if (running() >= limits.running) return undefined;
    const free = slots
      .filter((slot) => slot.isFree)
      .map((slot) => ({ slot, shared: prefixOf(slot.sequence, tokens) }));
    free.sort((a, b) => b.shared - a.shared || a.slot.usedAt - b.slot.usedAt);
    return free[0]?.slot;
  };

  const release = (slot: Slot<Token, Sequence>): void => {
    slot.isFree = true;
    const next = waiting.shift();
    if (next) next.start(best(next.tokens) ?? slot);
  };

  const lend = (slot: Slot<Token, Sequence>) => {
    slot.isFree = false;
    uses += 1;
    slot.usedAt = uses;
    return { sequence: slot.sequence, release: () => release(slot) };
  };
  type Loan = ReturnType<typeof lend>;

  const wait = (tokens: readonly Token[], signal: AbortSignal): Promise<Loan> =>
    new Promise((resolve, reject) => {
      const entry = {
        tokens,
        start: (slot: Slot<Token, Sequence>) => {
          signal.removeEventListener("abort", leave);
          resolve(lend(slot));
        },
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(entry), 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.push(entry);
    });

  return {
    /** Resolves when a sequence is there; rejects with `QueueFull`, or with the signal's reason. */
    async take(tokens: readonly Token[], signal: AbortSignal): Promise<Loan> {
      signal.throwIfAborted();
      const slot = best(tokens);
      if (slot) return lend(slot);
      if (waiting.length >= limits.waiting) throw new QueueFull(limits.waiting);
      return wait(tokens, signal);
    },
    counts: () => ({
      inFlight: running(),
      waiting: waiting.length,
    }),
  };
}

function prefixOf<Token>(sequence: PooledSequence<Token>, tokens: readonly Token[]): number {
  const shared = sequence.sharedPrefix(tokens);
  return shared < leastPrefix ? 0 : shared;
}
