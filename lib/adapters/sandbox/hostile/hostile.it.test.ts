import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ensurePythonEnv } from "../../../../scripts/python-env.mjs";
import { dataDir } from "../../../env.ts";
import { ForkServer } from "../fork-server.ts";
import { isolatedLaunch, type LaunchCommand, type SandboxPlace } from "../launch.ts";
import { createSandboxPool, type SandboxPool } from "../sandbox.ts";
import { HostedSession, type SessionHost } from "../session.ts";
import { describeSandbox } from "../testing.ts";
import { attack, type Ground, plant, type Target } from "./attack.ts";
import { hostilePrograms } from "./corpus.ts";

let ground: Ground;
let place: SandboxPlace;

beforeAll(async () => {
  place = ensurePythonEnv({ dataDir: dataDir() });
  ground = await plant();
}, 120_000);

afterAll(() => ground.clear());

async function withPool<T>(
  launch: (place: SandboxPlace) => LaunchCommand,
  work: (pool: SandboxPool) => Promise<T>,
): Promise<T> {
  const pool = createSandboxPool({ place, launch, size: 2, maxRunning: 10 });
  try {
    return await work(pool);
  } finally {
    await pool.stop();
  }
}

/** One fork-server that nobody probed: a weak profile must be found out by the attack, not only by the probe. */
async function withUnprobed<T>(
  command: LaunchCommand,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const server = new ForkServer(command);
  const host: SessionHost = {
    tier: "bwrap",
    hold: (job) => job(),
    server: async () => server,
    forget: () => undefined,
  };
  try {
    await server.ready();
    return await work({
      openSession: async () => new HostedSession(host, undefined),
      processIds: () => [server.pid ?? 0],
    });
  } finally {
    await server.stop();
  }
}

describeSandbox("the sandbox under the whole corpus", () => {
  it("lets nothing out, leaves nothing behind and harms no neighbour", async () => {
    const damage = await withPool(isolatedLaunch, async (pool) => {
      expect(await pool.probe()).toMatchObject({ state: "ready" });
      return attack(pool, hostilePrograms, ground);
    });
    const { results, ...harm } = damage;
    expect(harm).toEqual({
      escapes: [],
      leaks: [],
      connections: 0,
      processesLeft: 0,
      neighboursHarmed: [],
    });
    expect(results.size).toBe(hostilePrograms.length);
    for (const [name, status] of Object.entries(expectedStatus)) {
      expect([name, results.get(name)?.status]).toEqual([name, status]);
    }
  }, 180_000);
});

/** Where the way a program ends is part of the promise. */
const expectedStatus = {
  "proc-fork-bomb": "timeout",
  "proc-busy-loop": "timeout",
  "proc-sleep-forever": "timeout",
  "proc-ignore-sigterm": "timeout",
  "proc-stop-pid1": "timeout",
  "proc-daemonize": "ok",
  "out-close-stdout-live": "timeout",
  "out-flood-stdout": "killed",
  "mem-ctypes-segv": "killed",
  "mem-big-alloc": "error",
  "py-exit-codes": "error",
  "py-fake-timeout": "killed",
  "sib-compat-syscall": "killed",
  "sib-fake-planted-exit": "error",
  "out-forged-markers": "ok",
};

describeSandbox("positive controls: the same check sees a hole where one was made", () => {
  const control = [
    "fs-read-host-secret",
    "fs-read-etc-passwd",
    "env-dump-environ",
    "py-exit-codes",
  ];
  const programs = hostilePrograms.filter(({ name }) => control.includes(name));

  it("the host's folders bound into the sandbox", async () => {
    const { escapes, leaks } = await withUnprobed(hostFoldersVisible(place), (target) =>
      attack(target, programs, ground),
    );
    expect(escapes).toContain("fs-read-etc-passwd");
    expect(leaks).toContain("fs-read-host-secret");
  });

  it("an environment that holds a key", async () => {
    const { leaks } = await withUnprobed(dirtyEnvironment(place), (target) =>
      attack(target, programs, ground),
    );
    expect(leaks).toContain("env-dump-environ");
  });

  it.each([
    ["the host's folders", hostFoldersVisible, "read files of this machine"],
    ["a dirty environment", dirtyEnvironment, "read the environment"],
  ])("the start-up probe refuses %s", async (_, launch, means) => {
    await withPool(launch, async (pool) => {
      expect(await pool.probe()).toMatchObject({
        state: "off",
        message: expect.stringContaining(means),
      });
      await expect(pool.openSession()).rejects.toThrow("Tool runs are off.");
    });
  });

  it("a sandbox that outlives its parent", async () => {
    expect(await outlivesParent(isolatedLaunch(place))).toBe(false);
    expect(await outlivesParent(withoutFlag(isolatedLaunch(place), "--die-with-parent"))).toBe(
      true,
    );
  }, 30_000);
});

function hostFoldersVisible(where: SandboxPlace): LaunchCommand {
  const command = isolatedLaunch(where);
  const own = ["proc", "dev", "sys", "work", "tmp", "usr", "bin", "lib", "lib64", "opt", "root"];
  const folders = readdirSync("/").filter((name) => !own.includes(name));
  return insertBefore(
    command,
    "--ro-bind",
    folders.flatMap((name) => ["--ro-bind", `/${name}`, `/${name}`]),
  );
}

function dirtyEnvironment(where: SandboxPlace): LaunchCommand {
  const command = withoutFlag(isolatedLaunch(where), "--clearenv");
  return { ...command, environment: { API_KEY: "SENTINEL_ENV_1" } };
}

function withoutFlag(command: LaunchCommand, flag: string): LaunchCommand {
  const [first, ...rest] = command.argv;
  return { ...command, argv: [first, ...rest.filter((argument) => argument !== flag)] };
}

function insertBefore(command: LaunchCommand, flag: string, more: string[]): LaunchCommand {
  const [first, ...rest] = command.argv;
  const at = rest.indexOf(flag);
  return { ...command, argv: [first, ...rest.slice(0, at), ...more, ...rest.slice(at)] };
}

/** Starts it under a shell, kills the shell, and looks 5 s long. Its input stays open: the end of input must not help. */
async function outlivesParent(command: LaunchCommand): Promise<boolean> {
  const shell = spawn("/bin/sh", ["-c", '"$@" <&3 & echo $!; wait', "sh", ...command.argv], {
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const pid = await firstNumber(shell);
  await sleep(1_500);
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  shell.kill("SIGKILL");
  await once(shell, "exit");
  const deadline = performance.now() + 5_000;
  while (isAlive(pid) && performance.now() < deadline) await sleep(100);
  const lives = isAlive(pid);
  if (lives) process.kill(pid, "SIGKILL");
  return lives;
}

async function firstNumber({ stdout }: ChildProcess): Promise<number> {
  if (!stdout) throw new Error("no output");
  const [chunk] = await once(stdout, "data");
  return Number(String(chunk).split("\n")[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
