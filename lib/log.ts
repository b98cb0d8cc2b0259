import { mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { destination, type Logger, pino } from "pino";
import { dataDir, logLevel } from "./env.ts";

const maxBytes = 20 * 1024 * 1024;
const mostWaiting = 1024 * 1024;

/** A process's log in `<data>/logs/<name>.log`; one older file is kept, so two files of 20 MB at most. */
export function createLog(name: string): Logger {
  const folder = join(dataDir(), "logs");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.log`);
  rotate(path);
  // On a full disk lines wait, and are dropped past this many bytes: a log never ends the process that writes it.
  const target = destination({ dest: path, sync: true, mkdir: true, maxLength: mostWaiting });
  target.on("error", () => undefined);
  let written = 0;
  target.on("write", (bytes: number) => {
    written += bytes;
    if (written < maxBytes) return;
    written = 0;
    renameSync(path, `${path}.1`);
    target.reopen();
  });
  return pino(
    {
      level: logLevel(),
      base: { name },
      redact: { paths: ["key", "*.key", "authorization", "*.authorization"], censor: "[secret]" },
    },
    target,
  );
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxBytes) renameSync(path, `${path}.1`);
}
