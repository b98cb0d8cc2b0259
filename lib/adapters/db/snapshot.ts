import { db, type Tx } from "./client.ts";

/**
 * Reads at one point in time, however many statements it takes. For reading only: a writer that decides by the newest
 * row (the audit chain) must not run in an old snapshot.
 */
export function inSnapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      return read(tx);
    },
    { isolationLevel: "RepeatableRead", maxWait: 30_000, timeout: 4 * 60 * 60 * 1000 },
  );
}
