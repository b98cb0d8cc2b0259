// Loaded first in every process the supervisor starts (`--import`): answers its pings, and ends with it even when it was
// killed. A process whose event loop hangs answers nothing and is replaced.
import { supervisorPid } from "../lib/env.ts";

const graceMs = 3_000;

// A process forked by a supervised one inherits our `--import`; its channel is not ours to touch.
if (process.ppid === supervisorPid()) holdOn();

function holdOn(): void {
  process.on("message", (message) => {
    if (message === "ping") process.send?.("pong");
  });
  process.channel?.unref();
  process.once("disconnect", () => {
    if (process.listenerCount("SIGTERM") === 0) return endGroup();
    process.once("exit", endGroup);
    process.kill(process.pid, "SIGTERM");
    setTimeout(endGroup, graceMs).unref();
  });
}

/** We lead a group of our own; whatever we started is in it. */
function endGroup(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(1);
  }
}
