import { runExport } from "#lib/export/work/mutations.ts";
import { systemActor } from "#lib/member/actor.ts";

/** Writes the export that a run asks for; a worker that is told to stop hands it back to the queue. */
export async function exportDataset(
  { runId }: { readonly runId: number },
  signal: AbortSignal,
): Promise<void> {
  await runExport(systemActor, runId, signal);
}
