import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { expect, test } from "vitest";
import { livenessFrom, makeWorkerId } from "./worker-id.ts";

const ownId = makeWorkerId();
const mayBeAlive = livenessFrom(ownId);

test("a worker never takes itself for dead", () => {
  expect(mayBeAlive(ownId)).toBe(true);
});

test("an earlier worker whose process number we have now is dead", () => {
  expect(mayBeAlive(`${hostname()}/${process.pid}/1`)).toBe(false);
});

test("a process that ended is dead, one that runs may be alive, and so may any of another host", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  expect(mayBeAlive(`${hostname()}/${pid}/1`)).toBe(false);
  expect(mayBeAlive(`${hostname()}/${process.ppid}/1`)).toBe(true);
  expect(mayBeAlive(`elsewhere/${pid}/1`)).toBe(true);
});
