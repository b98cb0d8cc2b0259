import { hostname } from "node:os";

/** Names a worker process so that another one on this host can tell whether it still lives: `host/pid/startedAt`. */
export function makeWorkerId(): string {
  return `${hostname()}/${process.pid}/${Date.now()}`;
}

/**
 * Tells `ownId`'s worker which others may still live. False only when the id is of this host and its process is gone, or
 * its number has passed to us; of other hosts nobody here can tell.
 */
export function livenessFrom(ownId: string): (workerId: string) => boolean {
  const [ownHost, ownPid] = ownId.split("/");
  return (workerId) => {
    if (workerId === ownId) return true;
    const [host, pid] = workerId.split("/");
    if (host !== ownHost) return true;
    return pid !== ownPid && isRunning(Number(pid));
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
