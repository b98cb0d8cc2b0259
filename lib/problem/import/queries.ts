import { db } from "#lib/adapters/db/client.ts";
import { openFileBytes } from "#lib/adapters/files/byte-source.ts";
import { readRows } from "#lib/import/read-rows.ts";
import type { Actor } from "#lib/member/actor.ts";
import { getProject } from "#lib/project/queries.ts";
import type { ProblemImportOptions, ProblemImportResult } from "../schema.ts";
import { type ReadProblem, readProblems } from "./read-problems.ts";
import { ImportTally } from "./tally.ts";

const shownRows = 20;
const batchRows = 500;

export interface PreviewRow {
  readonly line: number;
  readonly text: string;
  readonly answer: string;
  readonly favouredStrategyId: number;
}

export interface ProblemPreview {
  readonly result: ProblemImportResult;
  /** New problems that an import would add. */
  readonly fresh: number;
  readonly rows: readonly PreviewRow[];
  /** Top-level fields of the first row, to choose columns from. */
  readonly columns: readonly string[];
}

/** What an import of this file would do; reads it whole and writes nothing. Throws `Invalid` for an unreadable file. */
export async function previewProblems(
  actor: Actor,
  projectId: number,
  file: { readonly path: string; readonly name: string },
  options: ProblemImportOptions,
): Promise<ProblemPreview> {
  const project = await getProject(actor, projectId);
  const source = await openFileBytes(file.path, file.name);
  const tally = new ImportTally();
  const rows: PreviewRow[] = [];
  let batch: ReadProblem[] = [];
  for await (const row of readProblems(source, project, options)) {
    if (!row.ok) {
      tally.addBad(row);
      continue;
    }
    if (!tally.admit(row)) continue;
    if (rows.length < shownRows) rows.push(previewRow(row));
    batch.push(row);
    if (batch.length >= batchRows) {
      await compare(projectId, batch, tally);
      batch = [];
    }
  }
  await compare(projectId, batch, tally);
  const result = tally.result(project, options.skipBad || !tally.hasBad);
  return { result, fresh: tally.newRows, rows, columns: await columnsOf(file) };
}

function previewRow({ line, problem, favouredStrategyId }: ReadProblem): PreviewRow {
  return {
    line,
    text: problem.text.slice(0, 300),
    answer: problem.answer.slice(0, 200),
    favouredStrategyId,
  };
}

async function compare(
  projectId: number,
  batch: readonly ReadProblem[],
  tally: ImportTally,
): Promise<void> {
  const known = await db().problem.findMany({
    where: { projectId, contentSha256: { in: batch.map((row) => row.hash) } },
    select: { contentSha256: true, answer: true },
  });
  const answers = new Map(known.map((row) => [row.contentSha256, row.answer]));
  let fresh = 0;
  for (const row of batch) {
    const answer = answers.get(row.hash);
    if (answer === undefined) fresh += 1;
    else tally.addKnown(row, answer);
  }
  tally.addImported(fresh);
}

async function columnsOf(file: {
  readonly path: string;
  readonly name: string;
}): Promise<readonly string[]> {
  const source = await openFileBytes(file.path, file.name);
  for await (const row of readRows(source)) if (row.ok) return Object.keys(row.value).slice(0, 50);
  return [];
}
