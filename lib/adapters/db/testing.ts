import { createHash, randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { pointAtDatabase } from "../../env.ts";
import { jobNames } from "../queue/jobs.ts";
import { installQueue } from "../queue/queue.ts";
import { closeDb } from "./client.ts";
import { migrate, shippedMigrations } from "./migrate.ts";

export interface TestDatabase {
  /** Connection string of this file's own database; known once the tests run. */
  readonly url: () => string;
}

/** Gives the test file a fresh, migrated database of its own, points `db()` at it, and drops it afterwards. */
export function useTestDatabase(): TestDatabase {
  const server = inject("testServerUrl");
  const name = `studio_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const url = urlOf(server, name);
  beforeAll(async () => {
    const template = await ensureTemplate(server);
    await onServer(server, (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`),
    );
    pointAtDatabase(url);
  });
  afterAll(async () => {
    await closeDb();
    await onServer(server, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    );
  });
  return { url: () => url };
}

/** A further empty database on the same server, for tests of the migration runner itself. */
export async function withEmptyDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = inject("testServerUrl");
  const name = `studio_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
  try {
    return await work(urlOf(server, name));
  } finally {
    await onServer(server, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    );
  }
}

/** One migrated database per set of migrations; copying it takes a tenth of migrating. */
async function ensureTemplate(server: string): Promise<string> {
  const migrations = shippedMigrations().map((migration) => migration.sha256);
  const hash = createHash("sha256")
    .update([...migrations, jobNames].join())
    .digest("hex")
    .slice(0, 12);
  const template = `studio_template_${hash}`;
  await onServer(server, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext('studio.template'))");
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount === 1) return;
    // Renamed only when whole: a killed run must not leave half a template under the final name.
    const unfinished = `${template}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    await migrate({ connectionString: urlOf(server, unfinished) });
    await installQueue(urlOf(server, unfinished));
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  });
  return template;
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(server: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
