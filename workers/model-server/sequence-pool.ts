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

/**
 * Lends sequences out, first come first served. Among the free ones a request gets the one that has most of its prompt
 * evaluated, so each strategy's worked examples are read once and stay; without a match, the one used longest ago.
 */
export function createSequencePool<Token, Sequence extends PooledSequence<Token>>(
  sequences: readonly Sequence[],
  queueLimit: number,
) {
  const slots: Slot<Token, Sequence>[] = sequences.map((sequence) => ({
    sequence,
    isFree: true,
    usedAt: 0,
  }));
  const waiting: { tokens: readonly Token[]; start: (slot: Slot<Token, Sequence>) => void }[] = [];
  let uses = 0;

  const best = (tokens: readonly Token[]): Slot<Token, Sequence> | undefined => {
    const free = slots
      .filter((slot) => slot.isFree)
      .map((slot) => ({ slot, shared: slot.sequence.sharedPrefix(tokens) }));
    free.sort((a, b) => b.shared - a.shared || a.slot.usedAt - b.slot.usedAt);
    return free[0]?.slot;
  };

  const release = (slot: Slot<Token, Sequence>): void => {
    slot.isFree = true;
    const next = waiting.shift();
    if (next) next.start(slot);
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
      if (waiting.length >= queueLimit) throw new QueueFull(queueLimit);
      return wait(tokens, signal);
    },
    counts: () => ({
      inFlight: slots.filter((slot) => !slot.isFree).length,
      waiting: waiting.length,
    }),
  };
}
