import { createWriteStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Client } from "pg";
import { z } from "zod";

const rowsAtOnce = 500;
const tablesSchema = z.array(z.object({ name: z.string() }));
const linesSchema = z.array(z.object({ line: z.string() }));

/**
 * A copy of every table as gzipped JSON lines (`<table>.jsonl.gz`), one point in time, in a new folder below `parent`; the
 * embedded PostgreSQL has no pg_dump. `jsonb_populate_recordset` reads the lines back. Returns the folder's path.
 */
export async function backUp(client: Client, parent: string): Promise<string> {
  const folder = join(parent, new Date().toISOString().replaceAll(":", "-"));
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const tables = await userTables(client);
    const rows: Record<string, number> = {};
    for (const table of tables) rows[table] = await copyTable(client, table, unfinished);
    await writeFile(join(unfinished, "tables.json"), JSON.stringify(rows, null, 2));
  } finally {
    await client.query("ROLLBACK");
  }
  await rename(unfinished, folder);
  return folder;
}

async function userTables(client: Client): Promise<string[]> {
  const result = await client.query(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
  );
  return tablesSchema.parse(result.rows).map((row) => row.name);
}

async function copyTable(client: Client, table: string, folder: string): Promise<number> {
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    await client.query(
      `DECLARE copied NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS line FROM ${client.escapeIdentifier(table)} t`,
    );
    for (;;) {
      const batch = linesSchema.parse((await client.query(`FETCH ${rowsAtOnce} FROM copied`)).rows);
      if (batch.length === 0) break;
      count += batch.length;
      yield batch.map((row) => `${row.line}\n`).join("");
    }
    await client.query("CLOSE copied");
  }
  const target = createWriteStream(join(folder, `${table}.jsonl.gz`), { mode: 0o600, flush: true });
  await pipeline(Readable.from(lines()), createGzip({ level: 6 }), target);
  return count;
}
