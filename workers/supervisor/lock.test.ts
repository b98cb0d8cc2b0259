import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type HeldLock, lockPath, readLiveLock, readLock, takeLock } from "./lock.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dualdistill-lock-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function take(): HeldLock {
  const lock = takeLock(folder);
  if ("heldBy" in lock) throw new Error("the lock is held");
  return lock;
}

it("is held by one, who says where the Studio runs", () => {
  take().update({ url: "http://127.0.0.1:3000", databaseUrl: "postgresql://x" });
  const second = takeLock(folder);
  expect(second).toMatchObject({
    heldBy: { url: "http://127.0.0.1:3000", holder: { pid: process.pid } },
  });
  expect(statSync(lockPath(folder)).mode & 0o777).toBe(0o600);
});

it("can be taken again after its release, and leaves nothing behind", () => {
  take().release();
  expect(readdirSync(folder)).toEqual([]);
  expect(take().leftover).toBeNull();
});

it.each([
  ["a dead process", { pid: 2 ** 22 + 1, startTime: "1" }],
  ["another process that has its number now", { pid: process.pid, startTime: "1" }],
])("is taken from %s, and tells what that left", (_, holder) => {
  const children = [{ pid: 77, startTime: "5" }];
  writeFileSync(
    lockPath(folder),
    JSON.stringify({
      holder,
      url: "http://old",
      databaseUrl: null,
      hasWorker: true,
      isBackground: false,
      children,
    }),
  );
  expect(readLiveLock(folder)).toBeNull();
  const lock = take();
  expect(lock.leftover?.children).toEqual(children);
  expect(readLock(folder)).toMatchObject({ url: null, holder: { pid: process.pid } });
});

it("is taken over an unreadable file", () => {
  writeFileSync(lockPath(folder), "{ half");
  expect(take().leftover).toBeNull();
});
