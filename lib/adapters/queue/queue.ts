import { fromPrisma, PgBoss } from "pg-boss";
import { databaseUrl } from "../../env.ts";
import { Unavailable } from "../../errors.ts";
import type { Db, Tx } from "../db/client.ts";
import { type JobName, type JobPayload, jobNames, parsePayload } from "./jobs.ts";

/** What a worker does for each job it offers. Throwing means: try again. */
export type JobHandlers = {
  readonly [Name in JobName]?: (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void>;
};

// The defaults take a minute to notice a dead worker; with these its jobs come back after about 20 s.
const supervision = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };
const queueSettings = {
  heartbeatSeconds: 15,
  notify: true,
  retryLimit: 3,
  expireInSeconds: 6 * 3600,
};

const held = globalThis as { studioSender?: Promise<PgBoss> };

/** Adds a job in the caller's transaction: it exists exactly when the transaction commits. */
export async function enqueue<Name extends JobName>(
  tx: Tx | Db,
  name: Name,
  payload: JobPayload<Name>,
): Promise<void> {
  held.studioSender ??= startSender().catch((error: unknown) => {
    delete held.studioSender;
    throw error;
  });
  const sender = await held.studioSender;
  const id = await sender.send(name, parsePayload(name, payload), { db: fromPrisma(tx) });
  if (!id) throw new Unavailable(`The job ${name} was not accepted by the queue. Try again.`);
}

/** Reads the queues' settings over a connection of its own; the jobs themselves go through the caller's transaction. */
async function startSender(): Promise<PgBoss> {
  const sender = new PgBoss({
    connectionString: requireUrl(),
    migrate: false,
    supervise: false,
    schedule: false,
    max: 1,
  });
  // An unheard "error" event would end the process; the calls that fail throw anyway.
  sender.on("error", () => undefined);
  return await sender.start();
}

function requireUrl(): string {
  const url = databaseUrl();
  if (!url) throw new Unavailable("No database: DATABASE_URL is not set.");
  return url;
}

/** Installs or updates the queue's own tables; part of bringing a database up to date. */
export async function installQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 2 });
  boss.on("error", () => undefined);
  await boss.start();
  try {
    for (const name of jobNames) {
      if (await boss.getQueue(name)) await boss.updateQueue(name, queueSettings);
      else await boss.createQueue(name, queueSettings);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Works on the jobs that `handlers` names until `stop()`; running jobs get `timeoutMs` to end and are retried otherwise. */
export async function startQueue(
  handlers: JobHandlers,
  onError: (error: Error) => void,
): Promise<{ stop: (timeoutMs: number) => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: requireUrl(),
    useListenNotify: true,
    migrate: false,
    max: 4,
    ...supervision,
  });
  boss.on("error", onError);
  await boss.start();
  for (const name of jobNames) await offer(boss, name, handlers[name]);
  return { stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }) };
}

async function offer<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handler: JobHandlers[Name],
): Promise<void> {
  if (!handler) return;
  await boss.work(name, { notifyPollingIntervalSeconds: 2 }, async ([job]) => {
    if (job) await handler(parsePayload(name, job.data), job.signal);
  });
}

/** Lets go of the sender; for the command line and tests. */
export async function closeQueue(): Promise<void> {
  const sender = await held.studioSender;
  delete held.studioSender;
  await sender?.stop({ graceful: false });
}
