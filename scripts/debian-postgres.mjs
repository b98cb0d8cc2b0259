// A throw-away server of Debian's own PostgreSQL, where it is installed: the oldest version that is supported.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const version = 15;
const bin = `/usr/lib/postgresql/${version}/bin`;

/** `{url, version, stop}`, or null after saying that it is not installed. */
export async function startDebianPostgres(say) {
  if (!existsSync(`${bin}/initdb`)) {
    say(
      `PostgreSQL ${version} is not installed; the database tests ran on the embedded server alone.`,
    );
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), "dualdistill-postgres-"));
  const user = unprivilegedUser();
  chmodSync(folder, 0o700);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const options = {
    ...user,
    cwd: folder,
    stdio: "ignore",
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" },
  };
  const cluster = join(folder, "cluster");
  execFileSync(
    `${bin}/initdb`,
    ["-D", cluster, "-U", "postgres", "-A", "trust", "--locale=C.UTF-8"],
    options,
  );
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "max_connections=200",
  ];
  const server = spawn(
    `${bin}/postgres`,
    ["-D", cluster, "-p", String(port), ...settings.flatMap((one) => ["-c", one])],
    options,
  );
  await waitFor(port);
  return {
    version,
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const ended = new Promise((done) => server.once("exit", done));
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Postgres refuses to be run by root; Debian's package brings the user. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function waitFor(port) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const isOpen = await new Promise((done) => {
      const socket = connect(port, "127.0.0.1", () => done(true));
      socket.once("error", () => done(false));
      socket.once("connect", () => socket.end());
    });
    if (isOpen) return;
    await sleep(100);
  }
  throw new Error(`PostgreSQL ${version} did not start`);
}
