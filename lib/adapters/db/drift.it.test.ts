import { Client } from "pg";
import { expect, inject, it } from "vitest";
import { schemaSql } from "../../../scripts/schema-sql.ts";
import { migrate } from "./migrate.ts";
import { withEmptyDatabase } from "./testing.ts";

const catalog = {
  columns: `SELECT table_name, column_name, udt_name, is_nullable, column_default, datetime_precision
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    ORDER BY table_name, column_name`,
  indexes: `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    AND tablename <> '_prisma_migrations' ORDER BY indexname`,
  constraints: `SELECT conrelid::regclass::text AS on_table, conname, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    AND conrelid::regclass::text <> '_prisma_migrations' ORDER BY 1, 2`,
  enums: `SELECT typname, enumlabel, enumsortorder FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
    ORDER BY typname, enumsortorder`,
  extensions: "SELECT extname FROM pg_extension ORDER BY extname",
};

async function describeDatabase(url: string, sql?: string): Promise<Record<string, unknown[]>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    if (sql) await client.query(sql);
    const seen: Record<string, unknown[]> = {};
    for (const [name, query] of Object.entries(catalog))
      seen[name] = (await client.query(query)).rows;
    return seen;
  } finally {
    await client.end();
  }
}

it("gives the same database by migrations as by the schema file", async () => {
  const sql = await schemaSql(inject("testServerUrl"));
  const fromSchema = await withEmptyDatabase((url) => describeDatabase(url, sql));
  const fromMigrations = await withEmptyDatabase(async (url) => {
    await migrate({ connectionString: url });
    return await describeDatabase(url);
  });
  expect(fromSchema.columns?.length).toBeGreaterThan(100);
  expect(fromMigrations).toEqual(fromSchema);
});

it("notices a column that only one of the two has", async () => {
  const changed = await withEmptyDatabase(async (url) => {
    await migrate({ connectionString: url });
    return await describeDatabase(url, "ALTER TABLE project ADD COLUMN stray integer");
  });
  const sql = await schemaSql(inject("testServerUrl"));
  const fromSchema = await withEmptyDatabase((url) => describeDatabase(url, sql));
  expect(changed).not.toEqual(fromSchema);
});
