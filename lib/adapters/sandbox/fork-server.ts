import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { messageOf, Unavailable } from "../../errors.ts";
import type { LaunchCommand } from "./launch.ts";
import { type Ended, eventSchema, type Ready, type Request } from "./protocol.ts";

const startsWithinMs = 60_000;
const stopsWithinMs = 2_000;
const keptStderr = 4_000;

/** The server went away while a request was waiting for it. */
export class ServerGone extends Unavailable {}

interface Waiting {
  readonly resolve: (ended: Ended) => void;
  readonly reject: (error: Error) => void;
}

/** One warm Python process outside, its sessions inside. Every promise given out settles, also when the process dies. */
export class ForkServer {
  /** Sessions that live here, and what to call when one ends by itself. */
  readonly sessions = new Map<string, (why: string) => void>();
  readonly #child: ChildProcess;
  readonly #waiting = new Map<string, Waiting>();
  readonly #started = Promise.withResolvers<Ready>();
  readonly #ended: Promise<void>;
  #stderr = "";
  #isAlive = true;

  constructor(command: LaunchCommand) {
    const [file, ...args] = command.argv;
    // A process group of its own: Ctrl-C is for us to hear, and `stop` to pass on.
    this.#child = spawn(file, args, {
      env: environmentOf(command),
      stdio: "pipe",
      cwd: "/",
      detached: true,
    });
    this.#started.promise.catch(() => undefined);
    this.#ended = this.#watch();
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** How many requests wait for an answer. */
  get load(): number {
    return this.#waiting.size;
  }

  /** Resolves when the libraries are warm; rejects with the reason when the process cannot start or set up a session. */
  async ready(): Promise<Ready> {
    const timer = setTimeout(() => this.#fail("it did not become ready in 60 s"), startsWithinMs);
    try {
      return await this.#started.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  open(session: string, seed: number, onEnd: (why: string) => void): void {
    this.sessions.set(session, onEnd);
    this.#send({ do: "open", session, seed });
  }

  close(session: string): void {
    if (this.sessions.delete(session)) this.#send({ do: "close", session });
  }

  run(request: Extract<Request, { id: string }>): Promise<Ended> {
    return new Promise((resolve, reject) => {
      if (!this.#isAlive) {
        reject(new ServerGone("The sandbox process has ended."));
        return;
      }
      this.#waiting.set(request.id, { resolve, reject });
      this.#send(request);
    });
  }

  /** Ends the process and everything in it; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), stopsWithinMs);
    await this.#ended;
    clearTimeout(timer);
  }

  #send(request: Request): void {
    if (this.#isAlive) this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
  }

  async #watch(): Promise<void> {
    const { stdout, stderr, stdin } = this.#child;
    stdin?.on("error", () => undefined);
    stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-keptStderr);
    });
    if (stdout) createInterface({ input: stdout }).on("line", (line) => this.#hear(line));
    try {
      // "close" comes after the last byte of both streams, and also when spawning failed.
      await once(this.#child, "close");
      this.#bury(this.#stderr.trim().split("\n").at(-1) || "it ended without a word");
    } catch (error) {
      this.#bury(messageOf(error));
    }
  }

  #hear(line: string): void {
    const parsed = eventSchema.safeParse(parseJson(line));
    if (!parsed.success) {
      this.#fail(`it wrote a line that is no event: ${line.slice(0, 200)}`);
      return;
    }
    const event = parsed.data;
    if (event.is === "ready") this.#started.resolve(event);
    else if (event.is === "broken") this.#started.reject(new Unavailable(event.why));
    else if (event.is === "closed") this.#endSession(event.session, event.why);
    else this.#settle(event);
  }

  #settle(event: Ended): void {
    this.#waiting.get(event.id)?.resolve(event);
    this.#waiting.delete(event.id);
  }

  #endSession(session: string, why: string): void {
    const onEnd = this.sessions.get(session);
    this.sessions.delete(session);
    onEnd?.(why);
  }

  #fail(why: string): void {
    this.#started.reject(new Unavailable(`The sandbox process cannot be used: ${why}.`));
    this.#child.kill("SIGKILL");
  }

  #bury(why: string): void {
    this.#isAlive = false;
    this.#started.reject(new Unavailable(why));
    for (const session of [...this.sessions.keys()]) this.#endSession(session, why);
    for (const { reject } of this.#waiting.values()) {
      reject(new ServerGone(`The sandbox process ended while it was working: ${why}`));
    }
    this.#waiting.clear();
  }
}

// Next's types demand NODE_ENV of every environment; this one must hold nothing but what the command names.
function environmentOf(command: LaunchCommand): NodeJS.ProcessEnv {
  return Object.assign(Object.create(null), command.environment);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
