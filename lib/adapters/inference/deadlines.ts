import type { Deadlines } from "./schema.ts";
import { WireError, type WireReason } from "./wire.ts";

/** The clocks of one call. `signal` aborts with a `WireError`, or with the caller's own reason. */
export interface Clocks {
  readonly signal: AbortSignal;
  /** Bytes came. */
  touch(): void;
  /** The first token came (streaming), so silence is now measured by `idleMs`. */
  started(): void;
  stop(): void;
}

export function startClocks(
  deadlines: Deadlines,
  options: { isStreaming: boolean; signal?: AbortSignal | undefined },
): Clocks {
  const controller = new AbortController();
  const abort = (reason: WireReason): void => controller.abort(new WireError(reason));
  const total = setTimeout(abort, deadlines.totalMs, "total");
  let silence = options.isStreaming
    ? setTimeout(abort, deadlines.firstTokenMs, "first-token")
    : undefined;
  let hasStarted = !options.isStreaming;

  const touch = (): void => {
    if (!hasStarted) return;
    clearTimeout(silence);
    silence = setTimeout(abort, deadlines.idleMs, "idle");
  };
  return {
    signal: options.signal
      ? AbortSignal.any([options.signal, controller.signal])
      : controller.signal,
    touch,
    started: () => {
      hasStarted = true;
      touch();
    },
    stop: () => {
      clearTimeout(total);
      clearTimeout(silence);
    },
  };
}
