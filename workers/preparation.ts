import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { childEnv, dataDir } from "#lib/env.ts";

export type Preparation = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * Waits until the Python environment or the model file is there, making it if nobody else does. Quick when it is; safe to
 * ask from several processes. `message` is one sentence with the fix.
 */
export async function prepared(
  what: "python" | "model",
  say: (line: string) => void,
): Promise<Preparation> {
  const child = spawn(process.execPath, ["scripts/prepare.mjs", what], {
    env: childEnv({ DATA_DIR: dataDir() }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let lastError = "";
  createInterface({ input: child.stdout }).on("line", say);
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (line.trim()) lastError = line.trim();
  });
  const code = await new Promise<number | null>((done, reject) => {
    child.once("error", reject);
    child.once("close", done);
  });
  return code === 0
    ? { ok: true }
    : { ok: false, message: lastError || `it ended with code ${code}` };
}
