import { Worker } from "node:worker_threads";
import type { Logger } from "pino";

const againMs = 5_000;

/**
 * Keeps token counts up to date in a thread of its own: a text of megabytes takes seconds to cut, in which this process has
 * to go on renewing its leases. Whatever ends the thread, it starts again.
 */
export function startTokenCounts(log: Pick<Logger, "warn">): {
  readonly stop: () => Promise<void>;
} {
  let isStopping = false;
  let thread = open();

  function open(): Worker {
    const opened = new Worker(new URL("./token-counts-thread.ts", import.meta.url));
    opened.on("message", (reason: unknown) => log.warn({ reason }, "tokens not counted"));
    opened.on("error", (err) => log.warn({ err }, "the thread that counts tokens failed"));
    opened.on("exit", () => {
      if (isStopping) return;
      setTimeout(() => {
        if (!isStopping) thread = open();
      }, againMs).unref();
    });
    return opened;
  }

  return {
    stop: async () => {
      isStopping = true;
      await thread.terminate();
    },
  };
}
