import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { openFileBytes } from "#lib/adapters/files/byte-source.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import type { ByteSource } from "#lib/import/schema.ts";
import type { Actor } from "#lib/member/actor.ts";
import { readProject } from "#lib/project/queries.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import { firstIssue } from "#lib/zod-message.ts";
import { lockProblemOrder, nextOrdinal } from "../ordinal/queries.ts";
import {
  type ProblemImportOptions,
  type ProblemImportResult,
  problemImportOptionsSchema,
} from "../schema.ts";
import { type ReadProblem, readProblems } from "./read-problems.ts";
import { ImportTally } from "./tally.ts";

export interface ImportFile {
  readonly path: string;
  /** What messages call it; the path's last part if left out. */
  readonly name?: string;
}

const batchRows = 500;
const longTransaction = { maxWait: 30_000, timeout: 60 * 60_000 };
/** Below this the planner's own autovacuum is soon enough. */
const analyzeFrom = 1000;

/** Carries the result of a file with bad rows out of the transaction, which it rolls back. */
class NotClean extends Error {
  readonly result: ProblemImportResult;
  constructor(result: ProblemImportResult) {
    super("The file has bad rows.");
    this.result = result;
  }
}

/**
 * Imports a file of problems in one transaction: everything, or nothing unless `skipBad`. Rows that are in the project
 * already are counted, not repeated. Throws `NotFound`, and `Invalid` for a file that cannot be read at all.
 */
export async function importProblems(
  actor: Actor,
  projectId: number,
  file: ImportFile,
  options: Partial<ProblemImportOptions> = {},
  onProgress: (rows: number) => void = () => {},
): Promise<ProblemImportResult> {
  const parsed = problemImportOptionsSchema.safeParse(options);
  if (!parsed.success) throw new Invalid(firstIssue(parsed.error));
  const source = await openFileBytes(file.path, file.name);
  try {
    const result = await db().$transaction(
      (tx) => importInto(tx, actor, projectId, source, parsed.data, onProgress),
      longTransaction,
    );
    if (result.imported >= analyzeFrom) await db().$executeRaw`ANALYZE problem`;
    return result;
  } catch (thrown) {
    if (thrown instanceof NotClean) return thrown.result;
    throw thrown;
  }
}

async function importInto(
  tx: Tx,
  actor: Actor,
  projectId: number,
  source: ByteSource,
  options: ProblemImportOptions,
  onProgress: (rows: number) => void,
): Promise<ProblemImportResult> {
  const project = await readProject(tx, projectId);
  refuseForeignSubset(project, options);
  await lockProblemOrder(tx, projectId);
  const tally = new ImportTally();
  const writer = new BatchWriter(tx, project, options, tally, await nextOrdinal(tx, projectId));
  for await (const row of readProblems(source, project, options)) {
    if (!row.ok) tally.addBad(row);
    else if (tally.admit(row)) await writer.add(row);
    if (tally.read % batchRows === 0) onProgress(tally.read);
  }
  await writer.flush();
  const isImported = options.skipBad || !tally.hasBad;
  const result = tally.result(project, isImported);
  if (!isImported) throw new NotClean(result);
  await recordAudit(tx, actor, {
    action: "problem.import",
    projectId,
    subject: `project:${projectId}`,
    details: {
      file: source.name,
      imported: result.imported,
      duplicates: result.duplicates,
      bad: result.bad.length,
    },
  });
  if (result.imported > 0) await notify(tx, { topic: "problem", projectId });
  return result;
}

function refuseForeignSubset(project: ProjectDetails, { subset }: ProblemImportOptions): void {
  if (subset === "auto" || project.strategies.some((strategy) => strategy.id === subset)) return;
  throw new NotFound(
    `Strategy ${subset} is not one of ${project.name}'s two. Choose a subset of the list.`,
  );
}

/** Collects new rows and writes them some hundred at a time, in file order. */
class BatchWriter {
  private rows: ReadProblem[] = [];
  private ordinal: number;
  private readonly tx: Tx;
  private readonly project: ProjectDetails;
  private readonly options: ProblemImportOptions;
  private readonly tally: ImportTally;

  constructor(
    tx: Tx,
    project: ProjectDetails,
    options: ProblemImportOptions,
    tally: ImportTally,
    ordinal: number,
  ) {
    this.tx = tx;
    this.project = project;
    this.options = options;
    this.tally = tally;
    this.ordinal = ordinal;
  }

  async add(row: ReadProblem): Promise<void> {
    this.rows.push(row);
    if (this.rows.length >= batchRows) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.rows;
    this.rows = [];
    if (rows.length === 0) return;
    const known = await this.tx.problem.findMany({
      where: { projectId: this.project.id, contentSha256: { in: rows.map((row) => row.hash) } },
      select: { contentSha256: true, answer: true },
    });
    const answers = new Map(known.map((row) => [row.contentSha256, row.answer]));
    const fresh: ReadProblem[] = [];
    for (const row of rows) {
      const answer = answers.get(row.hash);
      if (answer === undefined) fresh.push(row);
      else this.tally.addKnown(row, answer);
    }
    await this.tx.problem.createMany({ data: fresh.map((row) => this.data(row)) });
    this.tally.addImported(fresh.length);
  }

  private data({ problem, hash, favouredStrategyId }: ReadProblem) {
    const ordinal = this.ordinal;
    this.ordinal += 1;
    return {
      ...problem,
      projectId: this.project.id,
      ordinal,
      contentSha256: hash,
      source: problem.source || this.options.sourceName,
      favouredStrategyId,
      heldOut: this.options.heldOut,
    };
  }
}
