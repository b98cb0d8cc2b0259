// Where things go that an unprivileged user (database, sandbox) must reach. Runs on Node 20, before anything is installed.
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const outside = "/var/lib/dualdistill";

/** Whether every folder on the way, the last included, lets other users pass. Folders that do not exist yet are left out. */
export function isOpenFolder(path) {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat && (stat.mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The data folder itself, or, for root in a closed folder (root's home is one), `/var/lib/dualdistill/<id>`, which is made.
 * An ordinary user runs everything as themselves and always gets the data folder.
 */
export function sharedFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  if (process.getuid?.() !== 0 || isOpenFolder(dataDir)) return resolve(dataDir);
  const id = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12);
  const folder = join(outside, id);
  mkdirSync(folder, { recursive: true });
  for (const path of [outside, folder]) chmodSync(path, 0o755);
  return folder;
}
