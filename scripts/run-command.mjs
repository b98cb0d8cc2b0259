// Child processes of the set-up scripts: quiet, with seconds, and ended when we are.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const running = new Set();
const sayAgainEveryMs = 10_000;

/** Sends a signal to everything that `runCommand` has running, and to what that started. */
export function signalRunning(signal) {
  for (const child of running) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Already gone.
    }
  }
}

const graceMs = 5_000;

/** Ends everything that `runCommand` has running, by force after five seconds. Resolves when all of it is gone. */
export async function endRunning() {
  signalRunning("SIGTERM");
  const force = setTimeout(() => signalRunning("SIGKILL"), graceMs);
  while (running.size > 0) await new Promise((wake) => setTimeout(wake, 50));
  clearTimeout(force);
}

/**
 * Runs a program without showing its output; says every ten seconds that it goes on, and at the end how long it took.
 * Rejects with the last lines of the output when it fails.
 */
export async function runCommand(
  label,
  [program, ...args],
  { say, env = {}, onLine, keptLines = 40 } = {},
) {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  const reminder = setInterval(() => say?.(`${label} … ${seconds()}`), sayAgainEveryMs);
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  running.add(child);
  const lines = [];
  const keep = (line) => {
    if (!line.trim()) return;
    onLine?.(line);
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
  };
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on("line", keep);
  try {
    const how = await new Promise((done) => {
      child.once("error", (error) => done(error.message));
      child.once("close", (code, signal) => done(code ?? signal));
    });
    if (how !== 0) throw new CommandFailed(`${label} failed (${how})`, lines);
    say?.(`${label}: ${seconds()}`);
    return lines;
  } finally {
    clearInterval(reminder);
    running.delete(child);
  }
}

export class CommandFailed extends Error {
  constructor(message, lines) {
    super(message);
    this.lines = lines;
  }
}
