import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { messageOf, Unavailable } from "../../errors.ts";
import { ForkServer, ServerGone } from "./fork-server.ts";
import { isolatedLaunch, type LaunchCommand, openLaunch, type SandboxPlace } from "./launch.ts";
import { findHole, fixFor, type ProbeReport } from "./probe.ts";
import type { Ended, Ready } from "./protocol.ts";
import {
  HostedSession,
  type OpenSessionOptions,
  type SandboxTier,
  type SessionHost,
  type ToolResult,
  type ToolSession,
} from "./session.ts";
import { Slots } from "./slots.ts";

export type { ProbeReport, SandboxPlace, SandboxTier, ToolResult, ToolSession };

export interface SandboxOptions {
  readonly place: SandboxPlace;
  /** `none` runs programs without any boundary; only where the user said SANDBOX=none. */
  readonly mode?: "isolated" | "none";
  /** Fork-servers; one a core by default. */
  readonly size?: number;
  /** Blocks that may run at once; two a fork-server by default, so that a waiting block's clock does not tick. */
  readonly maxRunning?: number;
  /** After this long without a block a session gives up its process and is replayed when needed. */
  readonly idleMs?: number;
  /** Replaces how a fork-server is started; the tests' deliberately weak profiles use it. */
  readonly launch?: (place: SandboxPlace) => LaunchCommand;
}

/** The raw answer of Math-Verify for one pair. */
export interface VerifyAnswer {
  readonly verdict: Ended["verdict"];
  readonly status: Ended["status"];
  readonly detail: string;
  readonly ms: number;
}

export interface SandboxPool {
  readonly tier: SandboxTier;
  /** Runs the canaries once and remembers the answer; `again` forgets it first. Never throws. */
  probe(options?: { again?: boolean }): Promise<ProbeReport>;
  /** Throws `Unavailable` with the reason and the fix unless the probe passed. */
  openSession(options?: OpenSessionOptions): Promise<ToolSession>;
  /** Math-Verify on one pair, in a process of its own. Throws `Unavailable` like `openSession`. */
  verify(pair: VerifyPair): Promise<VerifyAnswer>;
  /** The fork-servers' process ids, for the System page and for whoever watches them. */
  processIds(): number[];
  /** Ends every process; a pool that was stopped refuses everything. */
  stop(): Promise<void>;
}

export interface VerifyPair {
  readonly gold: string;
  readonly answer: string;
  readonly timeoutMs: number;
}

const idleCheckMs = 15_000;
const defaultIdleMs = 300_000;

/** A pool of warm fork-servers. Nothing is started before the first `probe` or `openSession`. */
export function createSandboxPool(options: SandboxOptions): SandboxPool {
  return new Pool(options);
}

class Pool implements SandboxPool, SessionHost {
  readonly tier: SandboxTier;
  readonly #options: SandboxOptions;
  readonly #size: number;
  readonly #slots: Slots;
  readonly #servers = new Set<ForkServer>();
  readonly #sessions = new Set<HostedSession>();
  readonly #idleTimer: NodeJS.Timeout;
  #report: Promise<ProbeReport> | null = null;
  #isStopped = false;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.tier = options.mode === "none" ? "none" : "bwrap";
    this.#size = options.size ?? availableParallelism();
    this.#slots = new Slots(options.maxRunning ?? 2 * this.#size);
    this.#idleTimer = setInterval(() => this.#restIdle(), idleCheckMs);
    this.#idleTimer.unref();
  }

  probe({ again = false } = {}): Promise<ProbeReport> {
    if (again) this.#report = null;
    this.#report ??= this.#probe();
    return this.#report;
  }

  async openSession(options: OpenSessionOptions = {}): Promise<ToolSession> {
    await this.#requireReady();
    const session = this.#newSession(options.seed);
    const run = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
    for (const code of options.replay ?? []) session.replayed.push(await session.run(code, run));
    return session;
  }

  async verify(pair: VerifyPair): Promise<VerifyAnswer> {
    await this.#requireReady();
    return this.#slots.hold(async () => {
      const ended = await this.#verifyOnce(pair).catch((error: unknown) => {
        if (error instanceof ServerGone) return this.#verifyOnce(pair);
        throw error;
      });
      const detail = ended.reason ?? ended.stderr.trim();
      return { verdict: ended.verdict, status: ended.status, detail, ms: ended.ms };
    });
  }

  processIds(): number[] {
    return [...this.#servers].flatMap((server) =>
      server.isAlive && server.pid ? [server.pid] : [],
    );
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#idleTimer);
    await Promise.all([...this.#servers].map((server) => server.stop()));
    this.#servers.clear();
  }

  hold<T>(work: () => Promise<T>): Promise<T> {
    return this.#slots.hold(work);
  }

  forget(session: HostedSession): void {
    this.#sessions.delete(session);
  }

  /** The least busy server; a new one while all are busy and a core is free. */
  async server(): Promise<ForkServer> {
    if (this.#isStopped) throw new Unavailable("The sandbox was stopped.");
    for (const server of this.#servers) if (!server.isAlive) this.#servers.delete(server);
    const [idlest] = [...this.#servers].sort(
      (a, b) => a.load - b.load || a.sessions.size - b.sessions.size,
    );
    const isFull = this.#servers.size >= this.#size;
    const server = idlest && (isFull || idlest.load === 0) ? idlest : this.#start();
    await server.ready();
    return server;
  }

  #start(): ForkServer {
    const launch = this.#options.launch ?? (this.tier === "none" ? openLaunch : isolatedLaunch);
    const server = new ForkServer(launch(this.#options.place));
    this.#servers.add(server);
    return server;
  }

  #newSession(seed?: number): HostedSession {
    const session = new HostedSession(this, seed);
    this.#sessions.add(session);
    return session;
  }

  async #requireReady(): Promise<void> {
    if (this.#isStopped) throw new Unavailable("The sandbox was stopped.");
    const report = await this.probe();
    if (report.state === "ready") return;
    throw new Unavailable(`Tool runs are off. ${report.message} ${report.fix ?? ""}`.trim(), {
      fields: { fix: report.fix },
    });
  }

  async #probe(): Promise<ProbeReport> {
    try {
      const ready = await (await this.server()).ready();
      const found =
        this.tier === "none" ? null : await findHole((code, ms) => this.#runAlone(code, ms));
      return found ? this.#off(found.message, found.fix) : this.#ready(ready);
    } catch (error) {
      return this.#off(`The sandbox did not start: ${messageOf(error)}`, fixFor(error));
    }
  }

  #ready({ memoryWatch, versions }: Ready): ProbeReport {
    const message =
      this.tier === "none"
        ? "Tool runs have no isolation: SANDBOX=none was set. Programs written by models run as you."
        : "Tool runs are isolated by bubblewrap.";
    return { state: "ready", tier: this.tier, memoryWatch, message, fix: null, versions };
  }

  #off(message: string, fix: string): ProbeReport {
    return { state: "off", tier: this.tier, memoryWatch: null, message, fix, versions: {} };
  }

  async #runAlone(code: string, timeoutMs: number): Promise<ToolResult> {
    const session = this.#newSession();
    try {
      return await session.run(code, { timeoutMs });
    } finally {
      await session.close();
    }
  }

  async #verifyOnce({ gold, answer, timeoutMs }: VerifyPair): Promise<Ended> {
    const server = await this.server();
    const session = randomUUID();
    server.open(session, 0, () => undefined);
    try {
      return await server.run({ do: "verify", id: randomUUID(), session, gold, answer, timeoutMs });
    } finally {
      server.close(session);
    }
  }

  #restIdle(): void {
    const oldest = performance.now() - (this.#options.idleMs ?? defaultIdleMs);
    for (const session of this.#sessions) if (session.lastUsed < oldest) session.rest();
  }
}
