import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StudioError } from "../../errors.ts";
import { canaries, mark, type Planted } from "./canaries.ts";
import type { SandboxTier, ToolResult } from "./session.ts";

/** Whether tool runs may happen, and if not, exactly why and what to do. */
export interface ProbeReport {
  readonly state: "ready" | "off";
  readonly tier: SandboxTier;
  /** How a family of processes is held to its memory limit: proportional set size every 50 ms. */
  readonly memoryWatch: string | null;
  readonly message: string;
  readonly fix: string | null;
  readonly versions: Readonly<Record<string, string>>;
}

export type RunProgram = (code: string, timeoutMs: number) => Promise<ToolResult>;

/** A hole that a canary found, or a basic thing that does not work; null when all is well. */
export interface Hole {
  readonly message: string;
  readonly fix: string;
}

const deadlineMs = 700;
/** Long: on a machine that is busy starting everything else, slowness is no hole. */
const canaryMs = 20_000;

/** Runs the canary programs through `run`, each in a session of its own. */
export async function findHole(run: RunProgram): Promise<Hole | null> {
  const alive = await run("print(6 * 7)", canaryMs);
  if (alive.status !== "ok" || alive.stdout !== "42\n") {
    const why = alive.reason ?? alive.stderr.trim().split("\n").at(-1) ?? alive.status;
    return {
      message: `A first program did not run: ${why}.`,
      fix: "See logs/worker.log in the data folder.",
    };
  }
  return withPlanted(async (planted, connections) => {
    const results = await Promise.all(
      canaries(planted).map(async (canary) => ({
        canary,
        result: await run(canary.code, canaryMs),
      })),
    );
    const escaped = results.find(({ result }) => hasReached(result, planted.secret));
    if (escaped) return hole(escaped.canary.means);
    if (connections() > 0) return hole("a program inside can open network connections");
    return checkDeadline(run);
  });
}

async function checkDeadline(run: RunProgram): Promise<Hole | null> {
  const late = await run("import time\ntime.sleep(60)", deadlineMs);
  return late.status === "timeout" ? null : hole("a program inside can outlive its deadline");
}

/** The mark counts on standard output only: a traceback on the other stream quotes the program's own lines. */
function hasReached({ stdout, stderr }: ToolResult, secret: string): boolean {
  return stdout.includes(mark) || stdout.includes(secret) || stderr.includes(secret);
}

function hole(means: string): Hole {
  return {
    message: `The start-up probe found a hole: ${means}.`,
    fix: "Do not run tools on this machine until it is closed; a newer kernel or bubblewrap may help.",
  };
}

/** A secret file and a listening port that exist outside while `work` runs. */
async function withPlanted<T>(
  work: (planted: Planted, connections: () => number) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(plantingGround(), "dualdistill-probe-"));
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    const secret = `SENTINEL_${randomBytes(12).toString("hex")}`;
    const secretPath = join(folder, "secret.txt");
    // Readable by everybody: only the sandbox may keep it away.
    chmodSync(folder, 0o755);
    writeFileSync(secretPath, secret, { mode: 0o644 });
    const port = typeof address === "object" && address ? address.port : 0;
    return await work({ secretPath, secret, port }, () => connections);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Not /tmp where possible: the sandbox has a /tmp of its own, which would hide a hole. */
function plantingGround(): string {
  return existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
}

/** The fix for a start that failed, told from what the tools said. */
export function fixFor(error: unknown): string {
  if (error instanceof StudioError && typeof error.fields.fix === "string") return error.fields.fix;
  const text = error instanceof Error ? error.message : String(error);
  return (
    knownFixes.find(([sign]) => sign.test(text))?.[1] ?? "See logs/worker.log in the data folder."
  );
}

const userNamespaces =
  "Allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000 (on Ubuntu also kernel.apparmor_restrict_unprivileged_userns=0).";

const knownFixes: readonly (readonly [RegExp, string])[] = [
  [/namespace|uid map|uid_map|clone/i, userNamespaces],
  [
    /mount proc|\/proc/i,
    "Run outside a container that hides parts of /proc, or with --security-opt systempaths=unconfined.",
  ],
  [
    /No such file|Can't find source|ENOENT/i,
    "Run `npm start` once: it makes the Python environment.",
  ],
];
