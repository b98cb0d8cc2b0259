import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Client } from "pg";
import { expect, it } from "vitest";
import { type Migration, migrate, shippedMigrations } from "./migrate.ts";
import { withEmptyDatabase } from "./testing.ts";

const later: Migration = {
  name: "9999_later",
  sql: "CREATE TABLE later (id integer)",
  sha256: "f".repeat(64),
};
const broken: Migration = {
  name: "9999_broken",
  sql: "CREATE TABLE half (id integer); SELECT nonsense()",
  sha256: "e".repeat(64),
};

async function query<Row extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

it("applies what is missing once, also when two processes start together", async () => {
  await withEmptyDatabase(async (url) => {
    const both = await Promise.all([
      migrate({ connectionString: url }),
      migrate({ connectionString: url }),
    ]);
    expect(both.flat()).toEqual(shippedMigrations().map((migration) => migration.name));
    expect(await migrate({ connectionString: url })).toEqual([]);
  });
});

it("refuses a database of a newer Studio and one whose migration differs", async () => {
  await withEmptyDatabase(async (url) => {
    await migrate({ connectionString: url }, [...shippedMigrations(), later]);
    await expect(migrate({ connectionString: url })).rejects.toThrow(
      "A newer Studio made this database (it has 9999_later)",
    );
    const other = { ...later, sha256: "d".repeat(64) };
    await expect(
      migrate({ connectionString: url }, [...shippedMigrations(), other]),
    ).rejects.toThrow("Another version of the Studio made this database (its 9999_later differs)");
  });
});

it("keeps nothing of a migration that fails", async () => {
  await withEmptyDatabase(async (url) => {
    await expect(
      migrate({ connectionString: url }, [...shippedMigrations(), broken]),
    ).rejects.toThrow("9999_broken failed");
    expect(await query(url, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    expect(await migrate({ connectionString: url })).toEqual([]);
  });
});

it("names an unreachable database in one sentence, without its password", async () => {
  const url = "postgresql://me:hidden@127.0.0.1:9/studio";
  await expect(migrate({ connectionString: url })).rejects.toThrow(
    /^The database studio at 127\.0\.0\.1:9 cannot be reached \(.*\)\. Start it or correct DATABASE_URL, then start again\.$/,
  );
  await expect(migrate({ connectionString: url })).rejects.not.toThrow("hidden");
});

it.each(["", "studio", "mysql://127.0.0.1/studio", "postgresql://[/x"])(
  "names %j as no connection string",
  async (url) => {
    await expect(migrate({ connectionString: url })).rejects.toThrow(
      "DATABASE_URL is not a connection string",
    );
  },
);

it("copies the data before migrating a database that holds work, and the copy can be read back", async () => {
  const backupDir = mkdtempSync(join(tmpdir(), "dualdistill-backup-"));
  await withEmptyDatabase(async (url) => {
    await migrate({ connectionString: url, backupDir });
    expect(readdirSync(backupDir)).toEqual([]);
    await query(
      url,
      `INSERT INTO project (name, settings) SELECT 'p' || i, jsonb_build_object('text', E'a\\n"ü\\\\ 😀') FROM generate_series(1, 1234) AS i`,
    );
    expect(
      await migrate({ connectionString: url, backupDir }, [...shippedMigrations(), later]),
    ).toEqual(["9999_later"]);

    const [folder] = readdirSync(backupDir);
    const lines = gunzipSync(readFileSync(join(backupDir, folder ?? "", "project.jsonl.gz")))
      .toString()
      .trim()
      .split("\n");
    expect(lines).toHaveLength(1234);
    const before = await query(url, "SELECT * FROM project ORDER BY id");
    await query(url, "DELETE FROM project");
    await query(
      url,
      "INSERT INTO project SELECT * FROM jsonb_populate_recordset(NULL::project, $1)",
      [`[${lines.join(",")}]`],
    );
    expect(await query(url, "SELECT * FROM project ORDER BY id")).toEqual(before);
  });
});
