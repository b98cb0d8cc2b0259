import type { Logger } from "pino";
import { closeDb } from "#lib/adapters/db/client.ts";
import { migrate } from "#lib/adapters/db/migrate.ts";
import { requireDiskSpace } from "#lib/adapters/files/files.ts";
import { closeQueue, installQueue } from "#lib/adapters/queue/queue.ts";
import { dataDir, pointAtDatabase, wantedPort } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";
import { freePort } from "#lib/free-port.ts";
import { systemActor } from "#lib/member/actor.ts";
import { recordSystemState } from "#lib/system/mutations.ts";
import { SupervisedChild } from "./child.ts";
import { type RunningDatabase, runDatabase } from "./database.ts";
import { endLeftovers } from "./leftovers.ts";
import type { HeldLock } from "./lock.ts";
import { superviseModelServer } from "./model-server.ts";
import type { Progress } from "./progress.ts";
import { startUpSteps } from "./start-up.ts";

const stopGraceMs = 4_000;

interface StudioOptions {
  readonly lock: HeldLock;
  readonly progress: Progress;
  readonly log: Logger;
  readonly isDevelopment: boolean;
  readonly wantsSample: boolean;
  /** Without web: for commands. */
  readonly isBackground: boolean;
  readonly wantsWorker: boolean;
}

/** All processes of one data folder. The page comes first; sandbox and model get ready behind it. */
export class Studio {
  readonly #options: StudioOptions;
  #database: RunningDatabase | null = null;
  #children: SupervisedChild[] = [];
  #startedAt = Date.now();

  constructor(options: StudioOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { lock, progress, wantsWorker } = this.#options;
    if (lock.leftover) await endLeftovers(lock.leftover.children);
    await requireDiskSpace(dataDir());
    await progress.step("Database", () => this.#openDatabase());
    if (!this.#options.isBackground) await this.#openPages();
    if (wantsWorker) this.#startWorkers();
  }

  async #openPages(): Promise<void> {
    const { progress, wantsSample } = this.#options;
    const hasOwnDatabase = this.#database?.isEmbedded ?? false;
    for (const { label, run } of startUpSteps) {
      // Without the sample, or whatever a step brings, everything else works.
      await progress
        .step(label, () => run({ wantsSample, hasOwnDatabase }))
        .catch((error: unknown) => progress.say(`${label}: ${messageOf(error)}`));
    }
    this.#announce(await progress.step("Web server", () => this.#startWeb()));
  }

  #startWorkers(): void {
    this.#startWorker();
    const modelServer = superviseModelServer({
      say: this.#options.progress.say,
      log: (line) => this.#log("model-server", line),
      onChange: () => this.#rememberChildren(),
    });
    this.#children.push(modelServer);
    modelServer.begin();
    this.#options.lock.update({ hasWorker: true });
  }

  async stop(): Promise<void> {
    this.#options.progress.say("Stopping …");
    await Promise.all(this.#children.map((child) => child.stop(stopGraceMs)));
    await closeQueue().catch(() => undefined);
    await closeDb().catch(() => undefined);
    await this.#database?.stop();
    endOwnGroup();
    this.#options.lock.release();
    this.#options.progress.say("Stopped.");
  }

  killNow(): void {
    for (const child of this.#children) child.kill();
    process.exit(1);
  }

  async #openDatabase(): Promise<void> {
    const { lock, progress } = this.#options;
    this.#database = await runDatabase({
      dataDir: dataDir(),
      say: progress.say,
      onNews: (line) => this.#log("database", line),
    });
    const { url } = this.#database;
    await migrate({ connectionString: url, backupDir: `${dataDir()}/backups`, say: progress.say });
    await installQueue(url);
    pointAtDatabase(url);
    lock.update({ databaseUrl: url });
  }

  async #startWeb(): Promise<string> {
    const { isDevelopment, progress } = this.#options;
    const port = await this.#choosePort();
    const url = `http://127.0.0.1:${port}`;
    await new Promise<void>((isReady) => {
      const web = this.#supervise({
        name: "web",
        script: "workers/web.ts",
        environment: {
          PORT: String(port),
          NODE_ENV: isDevelopment ? "development" : "production",
          NEXT_TELEMETRY_DISABLED: "1",
        },
        onLine: (line) => {
          if (line.startsWith('{"ready":true')) isReady();
          else if (isDevelopment) progress.say(line);
        },
      });
      web.start();
    });
    await recordSystemState(systemActor, "web", { url });
    return url;
  }

  #announce(url: string): void {
    this.#options.lock.update({ url });
    const seconds = ((Date.now() - this.#startedAt) / 1000).toFixed(1);
    this.#options.progress.say(
      `\n  DualDistill Studio: ${url}   (${seconds} s; Ctrl-C stops it)\n`,
    );
  }

  async #choosePort(): Promise<number> {
    const wanted = wantedPort();
    const port = await freePort(wanted);
    if (port !== wanted) this.#options.progress.say(`Port ${wanted} is taken; using ${port}.`);
    return port;
  }

  #startWorker(): void {
    const worker = this.#supervise({
      name: "worker",
      script: "workers/main.ts",
      environment: { NODE_ENV: "production" },
      onLine: () => undefined,
    });
    worker.start();
  }

  #supervise(what: {
    name: string;
    script: string;
    environment: Readonly<Record<string, string>>;
    onLine: (line: string) => void;
  }): SupervisedChild {
    const child = new SupervisedChild({
      name: what.name,
      script: what.script,
      environment: () => Promise.resolve(what.environment),
      onLine: (line) => {
        this.#log(what.name, line);
        what.onLine(line);
      },
      onStart: () => this.#rememberChildren(),
      onEnd: (how) => {
        this.#log(what.name, `ended (${how}); starting again`);
        this.#options.progress.say(
          `The ${what.name} process ended (${how}) and is started again; see ${dataDir()}/logs.`,
        );
      },
    });
    this.#children.push(child);
    return child;
  }

  /** So that the next start can end what a killed supervisor leaves behind. */
  #rememberChildren(): void {
    const children = this.#children.flatMap((child) => child.identity() ?? []);
    try {
      this.#options.lock.update({ children });
    } catch (error) {
      this.#log("supervisor", messageOf(error));
    }
  }

  #log(name: string, line: string): void {
    this.#options.log.info({ child: name }, line);
  }
}

/** What still prepares files for us is in our own group; everything else has groups of its own. */
function endOwnGroup(): void {
  process.removeAllListeners("SIGTERM");
  process.on("SIGTERM", () => undefined);
  try {
    process.kill(-process.pid, "SIGTERM");
  } catch {
    // Not the leader of a group: somebody else's business.
  }
}
