// The first migration, from the schema: `node scripts/make-migration.ts`. Data folders exist now, so it stays as it is, and a
// change of the schema is a migration of its own, written by hand; the drift test holds them together.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { withTestServer } from "#lib/adapters/db/test-server.ts";
import { schemaSql } from "./schema-sql.ts";

const folder = "prisma/migrations/0001_init";
if (existsSync(folder)) {
  throw new Error(`${folder} is applied in data folders already. Add a migration beside it.`);
}
const sql = await withTestServer(schemaSql);
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/migration.sql`, sql);
writeFileSync("prisma/migrations/migration_lock.toml", 'provider = "postgresql"\n');
process.stdout.write(`${folder}/migration.sql written\n`);
