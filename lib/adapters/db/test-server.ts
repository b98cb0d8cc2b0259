import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabaseUrl } from "../../env.ts";
import { startPostgres } from "./postgres-server.ts";

/** Runs `work` with a server to make test databases on: `TEST_DATABASE_URL`, or an embedded one that is gone afterwards. */
export async function withTestServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = await startTestServer();
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

export async function startTestServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = testDatabaseUrl();
  if (given) return { url: given, stop: () => Promise.resolve() };
  const dataDir = mkdtempSync(join(tmpdir(), "dualdistill-test-"));
  // mkdtemp makes 0700, which would send the cluster of a test run by root elsewhere.
  chmodSync(dataDir, 0o755);
  const server = await startPostgres({ dataDir, say: () => undefined, isThrowAway: true });
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  // A test run that is interrupted never gets to its teardown.
  const endAtOnce = () => {
    process.kill(server.pid, "SIGKILL");
    remove();
  };
  process.once("exit", endAtOnce);
  return {
    url: server.url,
    stop: async () => {
      process.off("exit", endAtOnce);
      await server.stop();
      remove();
    },
  };
}
