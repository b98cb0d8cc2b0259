import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import { createLog } from "./log.ts";

const folder = mkdtempSync(join(tmpdir(), "studio-log-"));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it("does not end the process when the disk is full", async () => {
  vi.stubEnv("DATA_DIR", folder);
  mkdirSync(join(folder, "logs"));
  symlinkSync("/dev/full", join(folder, "logs", "full.log"));
  const uncaught = vi.fn();
  process.on("uncaughtException", uncaught);
  const log = createLog("full");
  for (let line = 0; line < 100; line += 1) expect(() => log.info("x".repeat(1_000))).not.toThrow();
  await sleep(50);
  process.off("uncaughtException", uncaught);
  expect(uncaught).not.toHaveBeenCalled();
});
