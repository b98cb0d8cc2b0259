import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { z } from "zod";
import { Conflict, Invalid, Unavailable } from "../../errors.ts";
import { backUp } from "./backup.ts";

// The lock that `prisma migrate deploy` takes too, so the two never run at once.
const lockId = 72_707_369;
const oldestServer = 150_000;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

export interface MigrateOptions {
  readonly connectionString: string;
  /** Where a copy of the data goes before it is migrated; without it none is made. */
  readonly backupDir?: string;
  readonly say?: (line: string) => void;
}

const rowSchema = z.object({
  migration_name: z.string(),
  checksum: z.string(),
  finished_at: z.date().nullable(),
});
type AppliedRow = z.infer<typeof rowSchema>;

/** The repository's migrations in the order they apply. Every process runs at the repository's root. */
export function shippedMigrations(folder = "prisma/migrations"): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Brings a database to this version's schema, each migration in one transaction, and records it as `prisma migrate
 * deploy` would. Returns the names applied. Refuses a database that a newer or different Studio made.
 */
export async function migrate(
  options: MigrateOptions,
  migrations: readonly Migration[] = shippedMigrations(),
): Promise<string[]> {
  const client = await connect(options.connectionString);
  try {
    await refuseOldServer(client);
    await client.query("SELECT pg_advisory_lock($1)", [lockId]);
    const applied = await appliedRows(client);
    refuseOther(applied, migrations);
    const pending = migrations.slice(applied.length);
    if (pending.length > 0 && options.backupDir && (await holdsWork(client))) {
      options.say?.("Copying the data before it is migrated …");
      const folder = await backUp(client, options.backupDir);
      options.say?.(`The data as it was: ${folder}`);
    }
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function connect(connectionString: string): Promise<Client> {
  if (!/^postgres(ql)?:\/\//.test(connectionString) || !URL.canParse(connectionString)) {
    throw new Invalid(
      "DATABASE_URL is not a connection string. It looks like postgresql://user:password@host:5432/database.",
    );
  }
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const url = new URL(connectionString);
    const reason = cause instanceof Error && cause.message ? cause.message : "no answer";
    throw new Unavailable(
      `The database ${url.pathname.slice(1)} at ${url.host} cannot be reached (${reason}). Start it or correct DATABASE_URL, then start again.`,
      { cause },
    );
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const result = await client.query("SELECT current_setting('server_version_num')::int AS n");
  const { n } = z.object({ n: z.int() }).parse(result.rows[0]);
  if (n >= oldestServer) return;
  throw new Unavailable(
    `The database is PostgreSQL ${Math.floor(n / 10_000)}; the Studio needs ${oldestServer / 10_000} or newer. Point DATABASE_URL at one, or leave it out for the embedded database.`,
  );
}

async function appliedRows(client: Client): Promise<AppliedRow[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`);
  const result = await client.query(
    `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations"
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return z.array(rowSchema).parse(result.rows);
}

function refuseOther(applied: readonly AppliedRow[], migrations: readonly Migration[]): void {
  const advice = "use another data folder (DATA_DIR) or another database (DATABASE_URL)";
  for (const [i, row] of applied.entries()) {
    const name = row.migration_name;
    if (!row.finished_at) {
      throw new Conflict(
        `The migration ${name} of this database stopped half-way. Restore a copy, or ${advice}.`,
      );
    }
    const known = migrations[i];
    if (known?.name !== name) {
      throw new Conflict(
        `A newer Studio made this database (it has ${name}). Update this Studio, or ${advice}.`,
      );
    }
    if (known.sha256 !== row.checksum) {
      throw new Conflict(
        `Another version of the Studio made this database (its ${name} differs). Use that version, or ${advice}.`,
      );
    }
  }
}

async function holdsWork(client: Client): Promise<boolean> {
  const table = await client.query("SELECT to_regclass('project') AS project");
  if (table.rows[0]?.project === null) return false;
  const found = await client.query("SELECT 1 FROM project LIMIT 1");
  return found.rowCount === 1;
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.sha256, migration.name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK");
    throw new Unavailable(
      `The migration ${migration.name} failed and nothing of it was kept: ${String(cause)}`,
      { cause },
    );
  }
}
