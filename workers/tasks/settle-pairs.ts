import { systemActor } from "#lib/member/actor.ts";
import { settleByNewSettings } from "#lib/pair/settle/mutations.ts";

/** Brings a project's pairs in line with its settings; done again, it changes nothing. */
export async function settlePairs(
  { projectId }: { readonly projectId: number },
  signal: AbortSignal,
): Promise<void> {
  await settleByNewSettings(systemActor, projectId, signal);
}
