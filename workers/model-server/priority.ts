import { readdirSync } from "node:fs";
import { setPriority } from "node:os";

const niceness = 10;

/** Lowers the priority of every thread that exists: on Linux a call for the process reaches its first thread only. */
export function yieldToOthers(): void {
  for (const thread of threadIds()) {
    try {
      setPriority(thread, niceness);
    } catch {
      // It ended meanwhile, or is lower already, and an ordinary user may not raise it.
    }
  }
}

function threadIds(): number[] {
  try {
    return readdirSync("/proc/self/task").map(Number);
  } catch {
    return [0];
  }
}
