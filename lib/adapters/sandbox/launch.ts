import { existsSync } from "node:fs";
import { join } from "node:path";
import { Unavailable } from "../../errors.ts";

/** Where the interpreter's environment and the runner lie on this host; both readable by the sandbox user. */
export interface SandboxPlace {
  readonly python: string;
  readonly runner: string;
}

/** A command and the whole environment it is started with. */
export interface LaunchCommand {
  readonly argv: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
}

/** Ours alone: outside the ranges of Debian's packages, systemd's dynamic users and ordinary accounts. Not `nobody`. */
export const sandboxUid = 60_917;

const innerEnvironment = {
  PATH: "/usr/bin:/bin",
  HOME: "/work",
  LANG: "C.UTF-8",
  PYTHONPATH: "/opt/studio",
  // One hash order everywhere, so that a replayed block prints what it printed.
  PYTHONHASHSEED: "0",
  PYTHONDONTWRITEBYTECODE: "1",
  OPENBLAS_NUM_THREADS: "1",
  OMP_NUM_THREADS: "1",
  // Address space is limited; glibc would reserve 64 MB of it for each thread.
  MALLOC_ARENA_MAX: "2",
};

/** The only variables a program inside may see. */
export const environmentNames: readonly string[] = Object.keys(innerEnvironment);

const toolFolders = ["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/sbin"];

/** The tool's full path; the search ignores PATH, which belongs to whoever called us. */
export function findTool(name: string): string | null {
  return toolFolders.map((folder) => join(folder, name)).find(existsSync) ?? null;
}

/** bubblewrap around a fork-server. As root it is started as an unprivileged user, never as root. */
export function isolatedLaunch(place: SandboxPlace): LaunchCommand {
  const isRoot = process.getuid?.() === 0;
  const wanted = [
    { tool: "bwrap", aptPackage: "bubblewrap" },
    ...(isRoot ? [{ tool: "setpriv", aptPackage: "util-linux" }] : []),
  ];
  const missing = wanted.filter(({ tool }) => findTool(tool) === null);
  if (missing.length > 0) {
    throw new Unavailable(`${missing.map(({ tool }) => tool).join(" and ")} not found.`, {
      fields: { fix: `apt-get install -y ${missing.map((one) => one.aptPackage).join(" ")}` },
    });
  }
  const bwrap = [
    findTool("bwrap") ?? "bwrap",
    ...bubblewrapFlags(place),
    "--",
    ...server("/opt/python"),
  ];
  const [first, ...rest] = isRoot ? [...dropToSandboxUser(), ...bwrap] : bwrap;
  return { argv: [first ?? "bwrap", ...rest], environment: {} };
}

/** Only on explicit wish (`SANDBOX=none`): the same server without any boundary. */
export function openLaunch(place: SandboxPlace): LaunchCommand {
  const [first, ...rest] = server(place.python);
  const environment = { ...innerEnvironment, HOME: "/tmp", PYTHONPATH: place.runner };
  return { argv: [first, ...rest, "none"], environment };
}

function server(python: string): [string, ...string[]] {
  return [join(python, "bin/python3"), "-P", "-s", "-m", "runner"];
}

function dropToSandboxUser(): string[] {
  const id = String(sandboxUid);
  return [
    findTool("setpriv") ?? "setpriv",
    ...["--reuid", id, "--regid", id, "--clear-groups", "--no-new-privs", "--"],
  ];
}

function bubblewrapFlags(place: SandboxPlace): string[] {
  const devices = ["null", "zero", "full", "random", "urandom"].map((name) => `/dev/${name}`);
  return [
    ...["--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"],
    ...Object.entries(innerEnvironment).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--ro-bind", "/usr", "/usr", "--tmpfs", "/usr/local", "--remount-ro", "/usr/local"],
    ...["bin", "lib", "lib64"].flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`]),
    ...["--ro-bind", place.python, "/opt/python"],
    ...["--ro-bind", join(place.runner, "runner"), "/opt/studio/runner"],
    // No `--dev`: its terminals and shared memory would be common to all sessions of a server.
    ...devices.flatMap((device) => ["--dev-bind", device, device]),
    ...["/work", "/tmp", "/dev/shm"].flatMap((folder) => ["--dir", folder]),
    ...["--proc", "/proc", "--chdir", "/", "--remount-ro", "/"],
  ];
}
