import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { startPostgres } from "#lib/adapters/db/postgres-server.ts";
import { isAlive, waitUntilGone } from "#lib/adapters/db/postmaster.ts";
import { childEnv } from "#lib/env.ts";

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "dualdistill-killed-"));
  chmodSync(dataDir, 0o755);
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it("a killed supervisor takes its processes along; the next start takes over its database", async () => {
  const supervisor = spawn(process.execPath, ["workers/supervisor/fixtures/supervisor.ts"], {
    env: childEnv({ DATA_DIR: dataDir }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const first = await new Promise<string>((done) =>
    createInterface({ input: supervisor.stdout }).once("line", done),
  );
  const { postgres, family } = z
    .object({ postgres: z.int(), family: z.string() })
    .parse(JSON.parse(first));
  const { pid, child } = z.object({ pid: z.int(), child: z.int() }).parse(JSON.parse(family));

  supervisor.kill("SIGKILL");
  expect(await waitUntilGone(pid, 5_000)).toBe(true);
  expect(await waitUntilGone(child, 5_000)).toBe(true);
  expect(isAlive(postgres)).toBe(true);

  const again = await startPostgres({ dataDir, say: () => undefined, isThrowAway: true });
  expect(again).toMatchObject({ isAdopted: true, pid: postgres });
  await again.stop();
  expect(isAlive(postgres)).toBe(false);
});
