// Until the first release there is one migration, rewritten from the schema: `node scripts/make-migration.ts`.
import { mkdirSync, writeFileSync } from "node:fs";
import { withTestServer } from "#lib/adapters/db/test-server.ts";
import { schemaSql } from "./schema-sql.ts";

const folder = "prisma/migrations";
const sql = await withTestServer(schemaSql);
mkdirSync(`${folder}/0001_init`, { recursive: true });
writeFileSync(`${folder}/0001_init/migration.sql`, sql);
writeFileSync(`${folder}/migration_lock.toml`, 'provider = "postgresql"\n');
process.stdout.write(`${folder}/0001_init/migration.sql written\n`);
