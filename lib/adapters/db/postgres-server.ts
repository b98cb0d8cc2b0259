import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { chown, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { Unavailable } from "../../errors.ts";
import { freePort } from "../../free-port.ts";
import { type PostgresPlace, preparePlace } from "./postgres-place.ts";
import { isAlive, readPostmaster, waitUntilGone } from "./postmaster.ts";

const database = "studio";
const startTimeoutMs = 120_000;
const maxLogBytes = 20 * 1024 * 1024;

export interface PostgresOptions {
  readonly dataDir: string;
  /** Called for every step that takes a while. */
  readonly say: (line: string) => void;
  /** For throw-away test servers: nothing has to survive a power cut. */
  readonly isThrowAway?: boolean;
}

export interface PostgresServer {
  readonly url: string;
  readonly pid: number;
  readonly place: PostgresPlace;
  /** True when a server that a killed Studio left behind was taken over. */
  readonly isAdopted: boolean;
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL of a data folder, or takes over the one that a killed Studio left running. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const dataDir = resolve(options.dataDir);
  const place = await preparePlace(dataDir);
  const password = passwordOf(dataDir);
  if (place.isOutside)
    options.say(`The database lives in ${place.home}: its user may not enter ${dataDir}.`);
  if (!existsSync(join(place.cluster, "PG_VERSION"))) {
    options.say("Making the database folder …");
    await initialise(place, password);
  }
  const running = await adopt(place, password);
  const { port, pid } = running ?? (await launch(place, options));
  const server: PostgresServer = {
    url: urlOf(password, port, database),
    pid,
    place,
    isAdopted: running !== null,
    isAlive: () => isAlive(pid),
    stop: () => stopPostgres(pid),
  };
  await waitUntilReady(server, urlOf(password, port, "postgres"), dataDir);
  await ensureDatabase(urlOf(password, port, "postgres"));
  return server;
}

function urlOf(password: string, port: number, name: string): string {
  return `postgresql://studio:${password}@127.0.0.1:${port}/${name}`;
}

/** The database's own password, made once; other users of this machine can reach the port but not the data. */
function passwordOf(dataDir: string): string {
  const path = join(dataDir, "postgres.password");
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${path}.new`, randomBytes(24).toString("base64url"), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return readFileSync(path, "utf8").trim();
}

async function initialise(place: PostgresPlace, password: string): Promise<void> {
  const fresh = `${place.cluster}.new`;
  const passwordFile = join(place.home, "initial-password");
  await rm(fresh, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid);
  const locale = process.platform === "linux" ? "C.UTF-8" : "C";
  const child = spawnAs(place, "initdb", [
    `--pgdata=${fresh}`,
    "--username=studio",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    `--locale=${locale}`,
  ]);
  const output = await outputOf(child);
  rmSync(passwordFile, { force: true });
  if (child.exitCode !== 0)
    throw failure("The database folder could not be made", output, place.home);
  // Only a whole cluster gets the final name: a killed first start begins again.
  await rename(fresh, place.cluster);
}

function spawnAs(
  place: PostgresPlace,
  program: string,
  args: string[],
  logFile?: number,
): ChildProcess {
  const output = logFile ?? "pipe";
  return spawn(join(place.bin, program), args, {
    cwd: place.home,
    // Nothing of our environment: keys have no business in the database server.
    env: {
      NODE_ENV: "production",
      PATH: "/usr/bin:/bin",
      LC_ALL: process.platform === "linux" ? "C.UTF-8" : "C",
    },
    stdio: ["ignore", output, output],
    // Its own group: Ctrl-C in the terminal must not stop the database before those who write to it.
    detached: true,
    ...place.user,
  });
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return await new Promise((done) => {
    child.on("close", () => done(text));
    child.on("error", (error) => done(`${text}${error.message}`));
  });
}

/** A postmaster of this cluster that still runs: used when it answers, stopped when it does not. */
async function adopt(
  place: PostgresPlace,
  password: string,
): Promise<{ port: number; pid: number } | null> {
  const postmaster = readPostmaster(place.cluster);
  if (!postmaster) return null;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (!isAlive(postmaster.pid)) return null;
    if (await answers(urlOf(password, postmaster.port, "postgres"))) return postmaster;
    await sleep(250);
  }
  await stopPostgres(postmaster.pid);
  return null;
}

async function launch(
  place: PostgresPlace,
  options: PostgresOptions,
): Promise<{ port: number; pid: number }> {
  const port = await rememberedPort(place.home);
  const throwAway = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "jit=off",
    ...(options.isThrowAway ? throwAway : []),
  ];
  const child = spawnAs(
    place,
    "postgres",
    ["-D", place.cluster, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    openLog(options.dataDir),
  );
  const failed = new Promise<never>((_, reject) => child.on("error", reject));
  await Promise.race([failed, new Promise((done) => child.on("spawn", done))]);
  child.unref();
  if (child.pid === undefined) throw new Unavailable("The embedded database could not be started.");
  return { port, pid: child.pid };
}

async function rememberedPort(home: string): Promise<number> {
  const path = join(home, "port");
  const remembered = existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
  const port = await freePort(remembered);
  writeFileSync(path, String(port));
  return port;
}

function openLog(dataDir: string): number {
  const folder = join(dataDir, "logs");
  mkdirSync(folder, { recursive: true });
  const path = logPath(dataDir);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes)
    renameSync(path, `${path}.1`);
  return openSync(path, "a");
}

function logPath(dataDir: string): string {
  return join(dataDir, "logs", "postgres.log");
}

async function waitUntilReady(server: PostgresServer, url: string, dataDir: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(url))) {
    if (!server.isAlive() || Date.now() > deadline) {
      const log = existsSync(logPath(dataDir)) ? readFileSync(logPath(dataDir), "utf8") : "";
      throw failure("The embedded database did not start", log, dataDir);
    }
    await sleep(50);
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
async function stopPostgres(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitUntilGone(pid, 5_000)) return;
  }
}

function failure(what: string, output: string, folder: string): Unavailable {
  if (output.includes("No space left on device")) {
    return new Unavailable(
      `${what}: the disk that holds ${folder} is full. Free some space and start again.`,
    );
  }
  const lines = output
    .trim()
    .split("\n")
    .filter((line) => /FATAL|ERROR|error|denied|PANIC/.test(line));
  const reason = (lines.at(-1) ?? output.trim().split("\n").at(-1) ?? "no reason given").trim();
  return new Unavailable(`${what}: ${reason} (more in ${folder}).`);
}
