import { StudioError } from "#lib/errors.ts";
import { beginImport, failImport, finishImport, reportImport } from "#lib/import-run/mutations.ts";
import type { ImportResult, ImportRunSettings } from "#lib/import-run/schema.ts";
import type { Actor } from "#lib/member/actor.ts";
import { importProblems } from "#lib/problem/import/mutations.ts";
import { getUpload } from "#lib/upload/queries.ts";

const reportEveryMs = 1000;

/** Imports an uploaded file as its run says. A file that cannot be read fails the run; anything else is tried again. */
export async function importFile({ runId }: { readonly runId: number }): Promise<void> {
  const begun = await beginImport(runId);
  if (!begun) return;
  const actor: Actor = { id: begun.createdBy, name: begun.createdBy };
  try {
    const result = await perform(actor, runId, begun.projectId, begun.settings);
    await finishImport(runId, result);
  } catch (thrown) {
    if (!(thrown instanceof StudioError) || thrown.code === "unavailable") throw thrown;
    await failImport(runId, thrown.message);
  }
}

async function perform(
  actor: Actor,
  runId: number,
  projectId: number,
  settings: ImportRunSettings,
): Promise<ImportResult> {
  const { path } = await getUpload(actor, settings.uploadId);
  const file = { path, name: settings.name };
  const onProgress = reporter(runId, projectId);
  return importProblems(actor, projectId, file, settings.options, onProgress);
}

/** At most one report a second, never two under way, none of them able to end the import. */
function reporter(runId: number, projectId: number): (rows: number) => void {
  let last = 0;
  return (rows) => {
    if (Date.now() - last < reportEveryMs) return;
    last = Date.now();
    reportImport(runId, projectId, rows).catch(() => undefined);
  };
}
