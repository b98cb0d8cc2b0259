import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { childEnv } from "#lib/env.ts";
import { readLiveLock } from "#workers/supervisor/lock.ts";

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "dualdistill-cli-"));
  chmodSync(dataDir, 0o755);
});

afterAll(async () => {
  const deadline = Date.now() + 30_000;
  while (readLiveLock(dataDir) && Date.now() < deadline) await sleep(100);
  expect(readLiveLock(dataDir)).toBeNull();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

async function run(program: string, ...args: string[]): Promise<Outcome> {
  const env = childEnv({ DATA_DIR: dataDir, DATABASE_URL: "" });
  return await new Promise((done) => {
    const child = execFile(process.execPath, [program, ...args], { env }, (_, out, said) =>
      done({ code: child.exitCode ?? -1, out, said }),
    );
  });
}

const dd = (...args: string[]) => run("cli/main.ts", ...args);

it("tells what runs, without starting anything", async () => {
  const { code, out } = await dd("status", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ running: false, url: null, dataDir, parts: [] });
  expect(readdirSync(dataDir)).toEqual([]);
});

it.each([[["nonsense"]], [["status", "--nonsense"]], [["problems"]]])(
  "%j is wrong usage",
  async (args) => {
    const { code, out, said } = await dd(...args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(said).not.toBe("");
  },
);

it("explains each command with an example", async () => {
  const { code, out } = await dd("status", "--help");
  expect(code).toBe(0);
  expect(out).toContain("npm run dd -- status --json");
});

it("starts a database for commands that need one and stops it after the last", async () => {
  const fixture = "cli/fixtures/count-projects.ts";
  const [first, second] = await Promise.all([run(fixture), run(fixture)]);
  expect([first.out, second.out]).toEqual(["0\n", "0\n"]);
  const deadline = Date.now() + 30_000;
  while (readLiveLock(dataDir) && Date.now() < deadline) await sleep(100);
  expect(readLiveLock(dataDir)).toBeNull();
  expect(readdirSync(dataDir)).not.toContain("studio.lock");
});
