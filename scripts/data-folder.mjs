// The data folder, before anything is written into it. Runs on Node 20, before anything is installed.
import { accessSync, constants, mkdirSync } from "node:fs";
import { resolve } from "node:path";

/** The folder, made if needed. Throws one sentence with the fix when nothing can be written there. */
export function requireDataFolder() {
  const folder = resolve(process.env.DATA_DIR || ".data");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = reasons[error.code] ?? error.code ?? error.message;
    throw new Error(
      `The data folder ${folder} cannot be written (${why}). Choose another with DATA_DIR, or change its permissions.`,
    );
  }
  return folder;
}

const reasons = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "it is on a read-only disk",
  ENOTDIR: "a file stands in its way",
  EEXIST: "a file stands in its place",
  ENOSPC: "the disk is full",
};
