import { waitUntilGone } from "#lib/adapters/db/postmaster.ts";
import { isSameProcess, type ProcessIdentity } from "./identity.ts";

/** Ends the process groups that a killed supervisor left: they notice by themselves, this makes it certain. */
export async function endLeftovers(children: readonly ProcessIdentity[]): Promise<void> {
  for (const child of children) {
    if (!isSameProcess(child)) continue;
    process.kill(-child.pid, "SIGKILL");
    await waitUntilGone(child.pid, 5_000);
  }
}
