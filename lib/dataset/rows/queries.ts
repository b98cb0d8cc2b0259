import { db, Prisma, type Tx } from "#lib/adapters/db/client.ts";
import { Conflict } from "#lib/errors.ts";
import { rowSha256 } from "../hash.ts";
import type { DatasetEntry, Split } from "../schema.ts";
import { renderStored, type StoredEntry } from "./render-row.ts";

const storedColumns = Prisma.sql`
  revision.id AS "revisionId", entry.pair_id AS "pairId", revision.case_of::text AS "case", revision.pieces,
  strategy.position AS first, problem.text AS problem, problem.content_sha256 AS "problemSha256",
  first.text AS "firstText", second.text AS "secondText"`;

const storedJoins = Prisma.sql`
  JOIN entry ON entry.id = revision.entry_id
  JOIN pair ON pair.id = entry.pair_id
  JOIN strategy ON strategy.id = pair.first_strategy_id
  JOIN problem ON problem.id = pair.problem_id
  JOIN trajectory_body first ON first.trajectory_id = revision.first_id
  LEFT JOIN trajectory_body second ON second.trajectory_id = revision.second_id`;

/** Revisions with their texts, in the order of the ids given. Keep batches small: this is where text is in memory. */
export function readStoredEntries(tx: Tx, revisionIds: readonly number[]): Promise<StoredEntry[]> {
  return tx.$queryRaw<StoredEntry[]>`
    SELECT ${storedColumns}
    FROM unnest(${[...revisionIds]}::int[]) WITH ORDINALITY AS wanted(id, n)
    JOIN revision ON revision.id = wanted.id ${storedJoins}
    ORDER BY wanted.n`;
}

interface RowsWanted {
  readonly datasetId: number;
  /** The student's prompt as it was frozen. */
  readonly studentPrompt: string;
  readonly split: Split;
  /** How many rows are read at a time. */
  readonly batch?: number;
}

interface FrozenEntry extends StoredEntry {
  readonly position: number;
  readonly rowSha256: string;
}

/**
 * A dataset's rows of one side in canonical order, a batch at a time; the next batch is read while one is worked on. Every
 * row is rendered again and must still have the id it was frozen under: a row that has not is a `Conflict`, never exported.
 */
export async function* datasetEntries(
  wanted: RowsWanted,
): AsyncGenerator<readonly DatasetEntry[], void, void> {
  const batch = wanted.batch ?? 100;
  let rows = await readFrozen(wanted, -1, batch);
  while (rows.length > 0) {
    const last = rows.at(-1)?.position ?? 0;
    const isLast = rows.length < batch;
    const next = isLast ? Promise.resolve([]) : readFrozen(wanted, last, batch);
    // Who stops listening must not leave an unheard rejection behind.
    next.catch(() => undefined);
    yield rows.map((row) => entryOf(row, wanted));
    rows = await next;
  }
}

function readFrozen(
  { datasetId, split }: RowsWanted,
  after: number,
  limit: number,
): Promise<FrozenEntry[]> {
  return db().$queryRaw<FrozenEntry[]>`
    SELECT frozen.position, frozen.row_sha256 AS "rowSha256", ${storedColumns}
    FROM (
      SELECT position, row_sha256, revision_id FROM dataset_row
      WHERE dataset_id = ${datasetId} AND position > ${after} AND split = ${split}
      ORDER BY position LIMIT ${limit}
    ) frozen
    JOIN revision ON revision.id = frozen.revision_id ${storedJoins}
    ORDER BY frozen.position`;
}

function entryOf(row: FrozenEntry, { studentPrompt, split }: RowsWanted): DatasetEntry {
  const segments = rendered(row, studentPrompt);
  if (segments === null || rowSha256(row.problemSha256, segments) !== row.rowSha256) {
    throw new Conflict(
      `Row ${row.position} no longer renders to the text it was frozen with (${row.rowSha256.slice(0, 12)}). The database was changed by hand, or this Studio masks otherwise than the one that froze it: restore a backup, or freeze a new version.`,
      { fields: { position: row.position, revisionId: row.revisionId } },
    );
  }
  return {
    id: row.rowSha256,
    position: row.position,
    split,
    problem: row.problem,
    case: row.case,
    first: row.first === 1 ? 1 : 2,
    segments,
  };
}

/** Null where a piece points outside of a text that became shorter. */
function rendered(row: StoredEntry, studentPrompt: string) {
  try {
    return renderStored(row, studentPrompt);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
