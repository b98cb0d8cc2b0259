import { setTimeout as sleep } from "node:timers/promises";
import { type PostgresServer, startPostgres } from "#lib/adapters/db/postgres-server.ts";
import { databaseUrl } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";

const lookEveryMs = 1_000;
const retryEveryMs = 2_000;

export interface RunningDatabase {
  readonly url: string;
  readonly isEmbedded: boolean;
  stop(): Promise<void>;
}

interface DatabaseOptions {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** The embedded server died or came back; for the log. */
  readonly onNews: (line: string) => void;
}

/** The database that `DATABASE_URL` names, or the embedded one, which is started and kept running. */
export async function runDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const given = databaseUrl();
  if (given) return { url: given, isEmbedded: false, stop: () => Promise.resolve() };
  return await runEmbedded(options);
}

async function runEmbedded({ dataDir, say, onNews }: DatabaseOptions): Promise<RunningDatabase> {
  let server = await startPostgres({ dataDir, say });
  if (server.isAdopted) say("Took over the database that an earlier start left running.");
  const stopping = new AbortController();
  const watching = watch();

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted && !server.isAlive()) server = (await restart()) ?? server;
    }
  }

  async function restart(): Promise<PostgresServer | null> {
    onNews("the database ended unexpectedly; starting it again");
    while (!stopping.signal.aborted) {
      try {
        const next = await startPostgres({ dataDir, say: onNews });
        onNews("the database runs again");
        return next;
      } catch (error) {
        onNews(messageOf(error));
        await sleep(retryEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
    return null;
  }

  return {
    url: server.url,
    isEmbedded: true,
    stop: async () => {
      stopping.abort();
      await watching;
      await server.stop();
    },
  };
}
