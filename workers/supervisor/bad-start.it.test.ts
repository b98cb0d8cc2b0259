import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { childEnv } from "#lib/env.ts";
import { freePort } from "#lib/free-port.ts";

const database = useTestDatabase();
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "dualdistill-start-"));
  chmodSync(dataDir, 0o755);
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** What a start says on standard error, and its exit code. */
async function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["workers/supervisor.ts"], {
    env: childEnv({ DATA_DIR: dataDir, ...env }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, said: said.trim() };
}

it("says in one sentence that the database is away, and leaves no lock", async () => {
  const { code, said } = await start({ DATABASE_URL: "postgresql://me:hidden@127.0.0.1:9/studio" });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^The database studio at 127\.0\.0\.1:9 cannot be reached .* then start again\.$/,
  );
  expect(said).not.toContain("hidden");
  expect(readdirSync(dataDir)).not.toContain("studio.lock");
});

it("says in one sentence that a newer Studio made the database", async () => {
  await db()
    .$executeRaw`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '9999_later', now())`;
  const { code, said } = await start({ DATABASE_URL: database.url() });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^A newer Studio made this database \(it has 9999_later\)\. Update this Studio, or .*\.$/,
  );
});

it("takes another port when the wanted one is taken", async () => {
  const server = createServer();
  const taken = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address ? address.port : 0);
    });
  });
  const free = await freePort(taken);
  expect(free).toBeGreaterThan(0);
  expect(free).not.toBe(taken);
  server.close();
  await expect.poll(() => freePort(taken)).toBe(taken);
});
