import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { type FileBytes, openFileBytes } from "#lib/adapters/files/byte-source.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { Invalid } from "#lib/errors.ts";
import { readRows } from "#lib/import/read-rows.ts";
import type { RowFault, RowPlace } from "#lib/import/schema.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { ImportFile } from "#lib/problem/import/mutations.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import { firstIssue } from "#lib/zod-message.ts";
import { type ImportContext, planRow } from "./plan-row.ts";
import { type ImportSetting, readImportSetting } from "./queries.ts";
import { type GradeImported, type PlacedRow, Review } from "./review.ts";
import {
  type TrajectoryImportOptions,
  type TrajectoryImportResult,
  trajectoryImportOptionsSchema,
} from "./schema.ts";
import { TrajectoryTally } from "./tally.ts";
import { TrajectoryWriter } from "./write/mutations.ts";

export interface ImportTools {
  readonly grade: GradeImported;
  /** The run that shows this import; null from the command line. */
  readonly runId?: number | null;
  readonly onProgress?: (rows: number) => void;
}

const batchRows = 50;
const longTransaction = { maxWait: 30_000, timeout: 60 * 60_000 };

/**
 * Imports a file of attempts: first everything is read, joined to its problem and graded, then everything is written in
 * one transaction, or nothing when rows are bad and `skipBad` is off. What the project has already is counted, not
 * repeated. Throws `NotFound`, and `Invalid` for a file that cannot be read at all.
 */
export async function importTrajectories(
  actor: Actor,
  projectId: number,
  file: ImportFile,
  options: Partial<TrajectoryImportOptions>,
  tools: ImportTools,
): Promise<TrajectoryImportResult> {
  const parsed = trajectoryImportOptionsSchema.safeParse(options);
  if (!parsed.success) throw new Invalid(firstIssue(parsed.error));
  const setting = await readImportSetting(actor, projectId, parsed.data.policyName);
  const source = await openFileBytes(file.path, file.name);
  const tally = new TrajectoryTally();
  const review = await reviewFile(source, setting, tally, tools);
  if (tally.hasBad && !parsed.data.skipBad) return tally.result(false);
  await db().$transaction(async (tx) => {
    const writer = new TrajectoryWriter(tx, actor, setting.project, {
      tally,
      runId: tools.runId ?? null,
      subset: parsed.data.subset,
    });
    for await (const row of plannedRows(source, setting.context)) {
      const verdicts = row.ok ? review.verdicts.get(row.index) : undefined;
      if (row.ok && verdicts) await writer.write(row.plan, verdicts);
    }
    await announce(tx, actor, setting.project, source, tally);
  }, longTransaction);
  return tally.result(true);
}

async function reviewFile(
  source: FileBytes,
  { project, context }: ImportSetting,
  tally: TrajectoryTally,
  tools: ImportTools,
): Promise<Review> {
  const review = new Review(project.id, tools.grade);
  let batch: PlacedRow[] = [];
  const flush = async () => {
    const faults = await review.add(batch);
    for (const fault of faults) tally.addBad(fault);
    tally.addRows(batch.length - faults.length);
    tools.onProgress?.(tally.read);
    batch = [];
  };
  for await (const row of plannedRows(source, context)) {
    if (row.ok) batch.push(row);
    else tally.addBad(row);
    if (batch.length >= batchRows) await flush();
  }
  await flush();
  return review;
}

type Planned = ({ readonly ok: true } & PlacedRow) | ({ readonly ok: false } & RowPlace & RowFault);

/** The file's rows in order, read the same way both times. */
async function* plannedRows(source: FileBytes, context: ImportContext): AsyncGenerator<Planned> {
  let index = 0;
  for await (const row of readRows(source)) {
    const { line, offset } = row;
    if (!row.ok) yield row;
    else {
      const plan = planRow(row.value, context);
      yield plan.ok ? { ok: true, index, line, offset, plan } : { ...plan, line, offset };
    }
    index += 1;
  }
}

async function announce(
  tx: Tx,
  actor: Actor,
  project: ProjectDetails,
  source: FileBytes,
  tally: TrajectoryTally,
): Promise<void> {
  const result = tally.result(true);
  await recordAudit(tx, actor, {
    action: "trajectory.import",
    projectId: project.id,
    subject: `project:${project.id}`,
    details: {
      file: source.name,
      imported: result.imported,
      pairs: result.pairs,
      problems: result.problems,
      duplicates: result.duplicates,
      bad: result.bad.length,
    },
  });
  if (result.imported === 0) return;
  await notify(tx, { topic: "pair", projectId: project.id });
  if (result.problems > 0) await notify(tx, { topic: "problem", projectId: project.id });
}
