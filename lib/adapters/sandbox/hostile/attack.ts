import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ToolResult, ToolSession } from "../session.ts";
import { arm, type HostileProgram } from "./program.ts";

/** What went wrong in one attack; all empty and 0 when the sandbox held. */
export interface Damage {
  /** Programs that printed `ESCAPE` on standard output. */
  readonly escapes: string[];
  /** Programs whose output holds a planted secret. */
  readonly leaks: string[];
  readonly connections: number;
  /** Processes of the programs that were still there 5 s after the last one. */
  readonly processesLeft: number;
  /** Blocks of an honest session that ran meanwhile and did not give what they must. */
  readonly neighboursHarmed: string[];
  readonly results: ReadonlyMap<string, ToolResult>;
}

/** Planted before the pool starts, so that a weak profile has something to lose. */
export interface Ground {
  readonly folder: string;
  readonly sentinels: readonly string[];
  readonly port: number;
  connections(): number;
  clear(): Promise<void>;
}

/** What is attacked: a pool, or for the positive controls one fork-server that no probe guards. */
export interface Target {
  openSession(): Promise<ToolSession>;
  processIds(): number[];
}

const ours = "SENTINEL_";

/** A secret file and socket that everybody on this host may reach, and canaries on TCP, UDP and a local socket. */
export async function plant(): Promise<Ground> {
  const folder = mkdtempSync("/var/tmp/dualdistill-hostile-");
  chmodSync(folder, 0o755);
  const secret = `${ours}FILE_${randomBytes(8).toString("hex")}`;
  writeFileSync(join(folder, "secret.txt"), secret, { mode: 0o644 });
  let connections = 0;
  const count = (socket: { destroy(): void }) => {
    connections += 1;
    socket.destroy();
  };
  const tcp = createServer(count);
  const local = createServer(count);
  const abstract = createServer(count);
  const port = await listen(tcp, { port: 0, host: "127.0.0.1" });
  await listen(local, { path: join(folder, "s.sock") });
  chmodSync(join(folder, "s.sock"), 0o777);
  // Another run on this host may hold the name already; then its canary stands in for ours.
  await listen(abstract, { path: "\0rel_canary" }).catch(() => 0);
  const udp = createSocket("udp4", () => {
    connections += 1;
  }).on("error", () => undefined);
  udp.bind(port + 1, "127.0.0.1");
  return {
    folder,
    sentinels: [secret, `${ours}ENV_`, `${ours}NEIGHBOUR_`],
    port,
    connections: () => connections,
    clear: async () => {
      for (const server of [tcp, local, abstract]) server.close();
      udp.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listen(server: Server, where: object): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(where, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** Runs every program in a session of its own, all at once as far as the pool lets them, beside an honest session. */
export async function attack(
  pool: Target,
  programs: readonly HostileProgram[],
  ground: Ground,
  timeoutMs = 3_000,
): Promise<Damage> {
  const idle = familySize(pool) / pool.processIds().length;
  const stop = new AbortController();
  const neighbour = beNeighbour(pool, stop.signal);
  const results = new Map<string, ToolResult>();
  await Promise.all(
    programs.map(async (program) => {
      const session = await pool.openSession();
      results.set(program.name, await session.run(arm(program, ground), { timeoutMs }));
      await session.close();
    }),
  );
  stop.abort();
  const neighboursHarmed = await neighbour;
  return {
    escapes: namesOf(results, ({ stdout }) => stdout.includes("ESCAPE")),
    leaks: namesOf(results, ({ stdout, stderr }) =>
      ground.sentinels.some((sentinel) => stdout.includes(sentinel) || stderr.includes(sentinel)),
    ),
    connections: ground.connections(),
    processesLeft: await processesLeft(pool, idle),
    neighboursHarmed,
    results,
  };
}

function namesOf(
  results: ReadonlyMap<string, ToolResult>,
  is: (result: ToolResult) => boolean,
): string[] {
  return [...results].filter(([, result]) => is(result)).map(([name]) => name);
}

/** An honest session that holds a secret of its own and must be right every time. */
async function beNeighbour(pool: Target, signal: AbortSignal): Promise<string[]> {
  const harm: string[] = [];
  const session = await pool.openSession();
  await session.run(`mine = "${ours}NEIGHBOUR_${randomBytes(8).toString("hex")}"\nn = 0`);
  for (let n = 1; !signal.aborted; n += 1) {
    const result = await session.run("n += 1\nprint(n, len(mine))", { timeoutMs: 20_000 });
    if (result.stdout !== `${n} 35\n`) harm.push(`block ${n}: ${JSON.stringify(result)}`);
    await sleep(50);
  }
  await session.close();
  return harm;
}

/** `idle` is what one fork-server keeps for itself; the pool may have started more of them meanwhile. */
async function processesLeft(pool: Target, idle: number): Promise<number> {
  const extra = () => Math.max(0, familySize(pool) - idle * pool.processIds().length);
  const deadline = performance.now() + 5_000;
  while (extra() > 0 && performance.now() < deadline) await sleep(100);
  return extra();
}

/** How many live processes descend from the pool's fork-servers, by this host's /proc. */
function familySize(pool: Target): number {
  const parents = readParents();
  const roots = new Set(pool.processIds());
  const descends = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined; at = parents.get(at)) {
      if (roots.has(at)) return true;
    }
    return false;
  };
  return [...parents.keys()].filter(descends).length;
}

function readParents(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const match = /^\d+$/.test(name) ? /\) (\S) (\d+) /.exec(readStat(name)) : null;
    if (match && match[1] !== "Z") parents.set(Number(name), Number(match[2]));
  }
  return parents;
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}
