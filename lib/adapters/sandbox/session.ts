import { randomInt, randomUUID } from "node:crypto";
import { Conflict, Unavailable } from "../../errors.ts";
import { type ForkServer, ServerGone } from "./fork-server.ts";
import type { Ended } from "./protocol.ts";

export const tiers = ["gvisor", "bwrap+cgroup", "bwrap", "none"] as const;
export type SandboxTier = (typeof tiers)[number];

/** How one block ended. Measured and decided by the supervisor; nothing here was parsed from what the program wrote. */
export interface ToolResult {
  /** `error`: it ended by itself with an exit status other than 0. `killed`: a signal, or a limit other than time. */
  readonly status: "ok" | "error" | "timeout" | "killed";
  /** Exit status; 128 + n after signal n; null when the supervisor ended it. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall clock of the block alone, without start or replay. */
  readonly ms: number;
  readonly tier: SandboxTier;
  /** Bytes of both streams that were not kept. */
  readonly truncatedBytes: number;
  /** One sentence for `timeout` and `killed`, else null. */
  readonly reason: string | null;
}

export interface RunOptions {
  readonly timeoutMs?: number;
}

export interface OpenSessionOptions {
  /** Code to run first, in order, as when a session is rebuilt from stored turns; results are in `replayed`. */
  readonly replay?: readonly string[];
  readonly timeoutMs?: number;
  /** Seeds `random` and numpy's generator. The same seed and the same code give the same draws. */
  readonly seed?: number;
}

/** One trajectory's Python: variables and files persist from block to block; a failed block's variables roll back. */
export interface ToolSession {
  readonly id: string;
  readonly replayed: readonly ToolResult[];
  /** Blocks of one session run one after another. Throws `Unavailable` when the sandbox is away, `Conflict` when the
   * session had to be rebuilt and a replayed block no longer gives what it gave. */
  run(code: string, options?: RunOptions): Promise<ToolResult>;
  close(): Promise<void>;
}

/** What a session needs of its pool. */
export interface SessionHost {
  readonly tier: SandboxTier;
  /** A place in the queue for the processor; held while a block runs. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  server(): Promise<ForkServer>;
  forget(session: HostedSession): void;
}

interface Past {
  readonly code: string;
  readonly timeoutMs: number;
  readonly result: ToolResult;
}

export const defaultTimeoutMs = 3_000;
const attempts = 2;

export class HostedSession implements ToolSession {
  readonly id = randomUUID();
  readonly replayed: ToolResult[] = [];
  lastUsed = performance.now();
  readonly #host: SessionHost;
  readonly #seed: number;
  readonly #past: Past[] = [];
  #seat: { readonly server: ForkServer; readonly name: string } | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(host: SessionHost, seed: number | undefined) {
    this.#host = host;
    this.#seed = seed ?? randomInt(2 ** 32);
  }

  run(code: string, options: RunOptions = {}): Promise<ToolResult> {
    const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    const result = this.#queue.then(() => this.#host.hold(() => this.#runOnce(code, timeoutMs)));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#leave();
    this.#host.forget(this);
  }

  /** Gives up the process, not the session: the next block brings the state back by replay. False while a block runs. */
  rest(): void {
    this.#leave();
  }

  async #runOnce(code: string, timeoutMs: number): Promise<ToolResult> {
    if (this.#isClosed) throw new Unavailable("The tool session is closed; open a new one.");
    this.lastUsed = Number.POSITIVE_INFINITY;
    try {
      const result = await this.#attempt(code, timeoutMs);
      this.#remember(code, timeoutMs, result);
      return result;
    } finally {
      this.lastUsed = performance.now();
    }
  }

  async #attempt(code: string, timeoutMs: number): Promise<ToolResult> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#takeSeat(attempt);
        return await this.#send(code, timeoutMs);
      } catch (error) {
        this.#leave();
        // A neighbour may have felled the process, so once more; a second time it is this block's doing.
        if (!(error instanceof ServerGone)) throw error;
        if (attempt === attempts) return this.#diedTwice(error);
      }
    }
  }

  /** Every block is replayed, a failed one too: its files stayed. If one of those is what fells the session, none. */
  async #takeSeat(attempt: number): Promise<void> {
    if (this.#seat) return;
    const past =
      attempt === 1 ? this.#past : this.#past.filter(({ result }) => result.status === "ok");
    const server = await this.#host.server();
    const name = randomUUID();
    this.#seat = { server, name };
    server.open(name, this.#seed, () => {
      if (this.#seat?.name === name) this.#seat = null;
    });
    for (const one of past) await this.#replay(one);
  }

  async #replay(past: Past): Promise<void> {
    const again = await this.#send(past.code, past.timeoutMs);
    const isSame = again.status === past.result.status && again.stdout === past.result.stdout;
    if (isSame) return;
    this.#leave();
    throw new Conflict(
      `The tool session was rebuilt and an earlier block now ends with ${again.status} instead of ${past.result.status}, or prints something else.`,
      { fields: { reason: "tool-state-lost" } },
    );
  }

  async #send(code: string, timeoutMs: number): Promise<ToolResult> {
    const seat = this.#seat;
    if (!seat) throw new ServerGone("The tool session lost its process.");
    const id = randomUUID();
    const ended = await seat.server.run({ do: "block", id, session: seat.name, code, timeoutMs });
    if (ended.lost) throw new ServerGone(ended.reason ?? "The session's state was lost.");
    return toResult(ended, this.#host.tier);
  }

  /** What did not end by itself left no trace worth repeating: its variables were rolled back. */
  #remember(code: string, timeoutMs: number, result: ToolResult): void {
    const didEnd = result.status === "ok" || result.status === "error";
    if (didEnd) this.#past.push({ code, timeoutMs, result });
  }

  #diedTwice(error: ServerGone): ToolResult {
    const reason = `The session was lost twice while this block ran: ${error.message}`;
    const nothing = { stdout: "", stderr: "", ms: 0, truncatedBytes: 0 };
    return { status: "killed", exit: null, ...nothing, tier: this.#host.tier, reason };
  }

  #leave(): void {
    this.#seat?.server.close(this.#seat.name);
    this.#seat = null;
  }
}

function toResult(ended: Ended, tier: SandboxTier): ToolResult {
  const { status, exit, stdout, stderr, ms, truncatedBytes, reason } = ended;
  return { status, exit, stdout, stderr, ms, tier, truncatedBytes, reason };
}
