import { z } from "zod";
import { db } from "../adapters/db/client.ts";
import type { Actor } from "../member/actor.ts";
import { type SystemFact, type SystemKey, systemFactSchemas } from "./schema.ts";

export interface KnownFact<Key extends SystemKey> {
  readonly value: SystemFact<Key>;
  readonly updatedAt: Date;
}

/** The newest fact under `key`; null while nobody has recorded one. */
export async function readSystemState<Key extends SystemKey>(
  _actor: Actor,
  key: Key,
): Promise<KnownFact<Key> | null> {
  const row = await db().systemState.findUnique({ where: { key } });
  if (!row) return null;
  return { value: systemFactSchemas[key].parse(row.value), updatedAt: row.updatedAt };
}

const databaseFactsSchema = z.object({
  version: z.string(),
  bytes: z.bigint(),
  migration: z.string(),
});
export type DatabaseFacts = z.infer<typeof databaseFactsSchema>;

/** Version, size on disk and newest migration of the database. */
export async function readDatabaseFacts(_actor: Actor): Promise<DatabaseFacts> {
  const rows = await db().$queryRaw`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
      (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS migration`;
  return z.tuple([databaseFactsSchema]).parse(rows)[0];
}
