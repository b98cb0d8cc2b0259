import { hostname } from "node:os";

/** Names a worker process so that another one on this host can tell whether it still lives: `host/pid/startedAt`. */
export function makeWorkerId(): string {
  return `${hostname()}/${process.pid}/${Date.now()}`;
}

/** False only when the id is of this host and its process is gone; of other hosts nobody here can tell. */
export function mayBeAlive(workerId: string): boolean {
  const [host, pid] = workerId.split("/");
  if (host !== hostname()) return true;
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
