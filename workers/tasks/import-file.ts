import { StudioError } from "#lib/errors.ts";
import {
  type BegunImport,
  beginImport,
  failImport,
  finishImport,
  reportImport,
} from "#lib/import-run/mutations.ts";
import type { ImportResult } from "#lib/import-run/schema.ts";
import type { Actor } from "#lib/member/actor.ts";
import { importProblems } from "#lib/problem/import/mutations.ts";
import { importTrajectories } from "#lib/trajectory-import/mutations.ts";
import type { GradeImported } from "#lib/trajectory-import/review.ts";
import { getUpload } from "#lib/upload/queries.ts";

const reportEveryMs = 1000;

export interface ImportParts {
  readonly grade: GradeImported;
}

/** Imports an uploaded file as its run says. A file that cannot be read fails the run; anything else is tried again. */
export async function importFile(
  parts: ImportParts,
  { runId }: { readonly runId: number },
): Promise<void> {
  const begun = await beginImport(runId);
  if (!begun) return;
  const actor: Actor = { id: begun.createdBy, name: begun.createdBy };
  try {
    const result = await perform(parts, actor, runId, begun);
    await finishImport(runId, result);
  } catch (thrown) {
    if (!(thrown instanceof StudioError) || thrown.code === "unavailable") throw thrown;
    await failImport(runId, thrown.message);
  }
}

async function perform(
  { grade }: ImportParts,
  actor: Actor,
  runId: number,
  { projectId, settings }: BegunImport,
): Promise<ImportResult> {
  const { path } = await getUpload(actor, settings.uploadId);
  const file = { path, name: settings.name };
  const onProgress = reporter(runId, projectId);
  if (settings.what === "problems") {
    return importProblems(actor, projectId, file, settings.options, onProgress);
  }
  return importTrajectories(actor, projectId, file, settings.options, { grade, runId, onProgress });
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
