import { db } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { RunStatus } from "#lib/run/status.ts";
import { type ImportRunSettings, importRunSettingsSchema } from "./schema.ts";

export interface ImportRun {
  readonly id: number;
  readonly status: RunStatus;
  readonly reason: string;
  /** Rows read so far. */
  readonly done: number;
  /** Rows that could not be read. */
  readonly failed: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly settings: ImportRunSettings;
}

/** One import of this project. Throws `NotFound`. */
export async function getImportRun(
  _actor: Actor,
  projectId: number,
  runId: number,
): Promise<ImportRun> {
  const row = await db().run.findFirst({
    where: { id: runId, projectId, kind: "import" },
    select: {
      id: true,
      status: true,
      reason: true,
      done: true,
      failed: true,
      createdAt: true,
      endedAt: true,
      settings: true,
    },
  });
  if (!row)
    throw new NotFound(`There is no import ${runId} in this project. Open Runs and choose one.`);
  return { ...row, settings: importRunSettingsSchema.parse(row.settings) };
}
