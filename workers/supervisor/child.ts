import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { waitUntilGone } from "#lib/adapters/db/postmaster.ts";
import { childEnv } from "#lib/env.ts";
import { identityOf, type ProcessIdentity } from "./identity.ts";

const lifeline = fileURLToPath(new URL("../lifeline.ts", import.meta.url));
const pingEveryMs = 5_000;
const missedPingsAllowed = 6;
const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A child that lived this long starts again without a long pause. */
const settledAfterMs = 60_000;
/** The exit code by which a child says that starting it again is of no use. */
export const hopelessExitCode = 2;

export interface ChildOptions {
  readonly name: string;
  /** Path of the TypeScript file, from the repository's root. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Asked before every start. */
  readonly environment: () => Promise<Readonly<Record<string, string>>>;
  /** One line of its standard output or error. */
  readonly onLine: (line: string) => void;
  /** After it ended by itself; `willRestart` is false when it is hopeless. */
  readonly onEnd: (how: string, willRestart: boolean) => void;
  readonly onStart: () => void;
  readonly pingEveryMs?: number;
}

/** A process that is kept running: restarted with back-off, replaced when it hangs, stopped with all it started. */
export class SupervisedChild {
  readonly #options: ChildOptions;
  #process: ChildProcess | null = null;
  #isStopping = false;
  #isLooping: Promise<void> | null = null;
  #stopSignal = new AbortController();

  constructor(options: ChildOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isLooping ??= this.#keepRunning();
  }

  identity(): ProcessIdentity | null {
    const pid = this.#process?.pid;
    return pid === undefined ? null : identityOf(pid);
  }

  /** SIGTERM, then after `graceMs` SIGKILL to the whole group. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    this.#stopSignal.abort();
    const pid = this.#process?.pid;
    if (pid !== undefined) {
      signalQuietly(pid, "SIGTERM");
      await waitUntilGone(pid, graceMs);
      signalQuietly(-pid, "SIGKILL");
    }
    await this.#isLooping;
  }

  /** At once, without a word. */
  kill(): void {
    this.#isStopping = true;
    const pid = this.#process?.pid;
    if (pid !== undefined) signalQuietly(-pid, "SIGKILL");
  }

  async #keepRunning(): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!this.#isStopping) {
      const startedAt = Date.now();
      const { how, isHopeless } = await this.#runOnce();
      if (this.#isStopping) return;
      this.#options.onEnd(how, !isHopeless);
      if (isHopeless) return;
      if (Date.now() - startedAt > settledAfterMs) pauseMs = firstPauseMs;
      await sleep(pauseMs, undefined, { signal: this.#stopSignal.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  async #runOnce(): Promise<{ how: string; isHopeless: boolean }> {
    const extra = await this.#options.environment();
    if (this.#isStopping) return { how: "stopped", isHopeless: false };
    const child = spawn(
      process.execPath,
      ["--import", lifeline, this.#options.script, ...(this.#options.args ?? [])],
      {
        env: childEnv({ ...extra, STUDIO_SUPERVISOR_PID: String(process.pid) }),
        stdio: ["ignore", "pipe", "pipe", "ipc"],
        detached: true,
      },
    );
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", this.#options.onLine);
    }
    this.#options.onStart();
    const pings = watch(child, this.#options.pingEveryMs ?? pingEveryMs);
    const end = await new Promise<{ how: string; isHopeless: boolean }>((done) => {
      child.once("error", (error) => done({ how: error.message, isHopeless: false }));
      child.once("exit", (code, signal) =>
        done({ how: signal ?? `exit code ${code}`, isHopeless: code === hopelessExitCode }),
      );
    });
    clearInterval(pings);
    this.#process = null;
    // What it started must not outlive it.
    if (child.pid !== undefined) signalQuietly(-child.pid, "SIGKILL");
    return end;
  }
}

/** Pings count, not time: after the machine slept, nobody has missed any. */
function watch(child: ChildProcess, everyMs: number): NodeJS.Timeout {
  let missed = 0;
  child.on("message", () => {
    missed = 0;
  });
  return setInterval(() => {
    missed += 1;
    if (missed > missedPingsAllowed && child.pid !== undefined)
      signalQuietly(-child.pid, "SIGKILL");
    else if (child.connected) child.send("ping", () => undefined);
  }, everyMs);
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}
