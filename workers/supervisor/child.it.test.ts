import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { isAlive, waitUntilGone } from "#lib/adapters/db/postmaster.ts";
import { SupervisedChild } from "./child.ts";

const familySchema = z.object({ pid: z.int(), child: z.int() });
const children: SupervisedChild[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});

function supervise(fixture: string, pingEveryMs?: number) {
  const lines: string[] = [];
  const ends: { how: string; willRestart: boolean }[] = [];
  const child = new SupervisedChild({
    name: fixture,
    script: `workers/supervisor/fixtures/${fixture}.ts`,
    environment: () => Promise.resolve({}),
    onLine: (line) => lines.push(line),
    onStart: () => undefined,
    onEnd: (how, willRestart) => ends.push({ how, willRestart }),
    ...(pingEveryMs === undefined ? {} : { pingEveryMs }),
  });
  children.push(child);
  child.start();
  const line = (n: number) =>
    expect
      .poll(() => lines[n], { timeout: 10_000 })
      .toBeDefined()
      .then(() => lines[n] ?? "");
  return { child, ends, line };
}

it("starts a killed process again and leaves none of its children behind", async () => {
  const { ends, line } = supervise("family");
  const first = familySchema.parse(JSON.parse(await line(0)));
  process.kill(first.pid, "SIGKILL");
  const second = familySchema.parse(JSON.parse(await line(1)));
  expect(second.pid).not.toBe(first.pid);
  expect(ends).toEqual([{ how: "SIGKILL", willRestart: true }]);
  expect(await waitUntilGone(first.child, 2_000)).toBe(true);
  expect(isAlive(second.child)).toBe(true);
});

it("stops the whole group, also what ignores SIGTERM", async () => {
  const { child, line } = supervise("family");
  const { pid, child: grandchild } = familySchema.parse(JSON.parse(await line(0)));
  await child.stop(2_000);
  expect(await waitUntilGone(pid, 1_000)).toBe(true);
  expect(await waitUntilGone(grandchild, 1_000)).toBe(true);
});

it("does not start again what says that it can never run", async () => {
  const { ends, line } = supervise("hopeless");
  await line(0);
  await expect.poll(() => ends).toEqual([{ how: "exit code 2", willRestart: false }]);
  await new Promise((done) => setTimeout(done, 1_000));
  expect(ends).toHaveLength(1);
});

it("replaces a process whose event loop hangs", async () => {
  const { ends, line } = supervise("hung", 100);
  const first = z.object({ pid: z.int() }).parse(JSON.parse(await line(0)));
  await line(1);
  expect(ends[0]).toEqual({ how: "SIGKILL", willRestart: true });
  expect(isAlive(first.pid)).toBe(false);
});
