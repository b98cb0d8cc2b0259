import { resolve } from "node:path";
import { Invalid } from "./errors.ts";

/** The only file that reads `process.env`. Every value has a default that works on a fresh machine. */

/** Folder of the database, logs, files, models; `.data/` in the clone unless `DATA_DIR` says otherwise. */
export function dataDir(): string {
  // The bundler would take the literal for an asset folder and walk through all of it.
  return resolve(/* turbopackIgnore: true */ process.env.DATA_DIR || ".data");
}

/** Connection string of the database; the supervisor sets it for every process it starts. */
export function databaseUrl(): string | undefined {
  return process.env.DATABASE_URL || undefined;
}

/** The port somebody asked for with `PORT`, or 3000. */
export function wantedPort(): number {
  const text = process.env.PORT || "3000";
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Invalid(`PORT is ${text}; give a number from 1 to 65535, or leave it out for 3000.`);
}

export function logLevel(): string {
  return process.env.LOG_LEVEL || "info";
}

/** `none` only on explicit wish: tool runs then happen without isolation, with a banner. */
export function sandboxMode(): "isolated" | "none" {
  return process.env.SANDBOX === "none" ? "none" : "isolated";
}

/** The folder the user stood in when calling npm; paths on the command line resolve against it. */
export function callerDir(): string {
  return process.env.INIT_CWD || process.cwd();
}

export function isProduction(): boolean {
  return process.env.NODE_ENV === "production";
}

/** The server that database tests make their databases on; without it they start an embedded one. */
export function testDatabaseUrl(): string | undefined {
  return process.env.TEST_DATABASE_URL || undefined;
}

/** Points this process, and every child started after it, at a database. */
export function pointAtDatabase(url: string): void {
  process.env.DATABASE_URL = url;
}

/** The environment for a child process: ours, with additions. */
export function childEnv(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

/** Next's build folder; tests build into one of their own. */
export function buildDir(): string {
  return process.env.STUDIO_BUILD_DIR || ".next";
}

/** What the model server asks of its callers; set by whoever starts it, never on a command line. */
export function modelServerToken(): string | undefined {
  return process.env.MODEL_SERVER_TOKEN || undefined;
}

/** How many threads libuv was started with; 4 where nobody said. */
export function uvThreads(): number {
  return Number(process.env.UV_THREADPOOL_SIZE || 4);
}

/** Largest file that may be sent to the Studio, in bytes; `UPLOAD_LIMIT_MB` changes the 2 GB. */
export function uploadLimitBytes(): number {
  const megabytes = Number(process.env.UPLOAD_LIMIT_MB || 2048);
  return (Number.isFinite(megabytes) && megabytes > 0 ? megabytes : 2048) * 1024 * 1024;
}

/** The process that supervises us, when one does. */
export function supervisorPid(): number | undefined {
  return Number(process.env.STUDIO_SUPERVISOR_PID) || undefined;
}
