import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { closeDb } from "#lib/adapters/db/client.ts";
import { migrate } from "#lib/adapters/db/migrate.ts";
import { withTestServer } from "#lib/adapters/db/test-server.ts";
import { pointAtDatabase } from "#lib/env.ts";

/** Runs `work` against a migrated database of its own (on `TEST_DATABASE_URL`, or an embedded server) and drops it. */
export function withScratchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  return withTestServer(async (server) => {
    const name = `studio_bench_${randomBytes(4).toString("hex")}`;
    await onServer(server, `CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    try {
      await migrate({ connectionString: url.href });
      pointAtDatabase(url.href);
      return await work(url.href);
    } finally {
      await closeDb();
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
  });
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
