import { db, type Tx } from "#lib/adapters/db/client.ts";
import { Conflict } from "#lib/errors.ts";
import { rowSha256 } from "../hash.ts";
import type { DatasetEntry, Split } from "../schema.ts";
import { renderStored, type StoredEntry } from "./render-row.ts";

/** Revisions with their texts, in the order of the ids given. Keep batches small: this is where text is in memory. */
export function readStoredEntries(tx: Tx, revisionIds: readonly number[]): Promise<StoredEntry[]> {
  return tx.$queryRaw<StoredEntry[]>`
    SELECT revision.id AS "revisionId", entry.pair_id AS "pairId", revision.case_of::text AS "case", revision.pieces,
      strategy.position AS first, problem.text AS problem, problem.content_sha256 AS "problemSha256",
      first.text AS "firstText", second.text AS "secondText"
    FROM unnest(${[...revisionIds]}::int[]) WITH ORDINALITY AS wanted(id, n)
    JOIN revision ON revision.id = wanted.id
    JOIN entry ON entry.id = revision.entry_id
    JOIN pair ON pair.id = entry.pair_id
    JOIN strategy ON strategy.id = pair.first_strategy_id
    JOIN problem ON problem.id = pair.problem_id
    JOIN trajectory_body first ON first.trajectory_id = revision.first_id
    LEFT JOIN trajectory_body second ON second.trajectory_id = revision.second_id
    ORDER BY wanted.n`;
}

interface RowsWanted {
  readonly datasetId: number;
  /** The student's prompt as it was frozen. */
  readonly studentPrompt: string;
  readonly split?: Split;
  readonly batch?: number;
}

/**
 * A dataset's rows in canonical order, a batch at a time. Every row is rendered again and must still have the id it was
 * frozen under: a row that has not is a `Conflict`, never exported.
 */
export async function* datasetEntries(
  wanted: RowsWanted,
): AsyncGenerator<readonly DatasetEntry[], void, void> {
  const batch = wanted.batch ?? 100;
  for (let after = -1; ; ) {
    const rows = await db().datasetRow.findMany({
      where: {
        datasetId: wanted.datasetId,
        position: { gt: after },
        ...(wanted.split ? { split: wanted.split } : {}),
      },
      orderBy: { position: "asc" },
      take: batch,
      select: { position: true, revisionId: true, rowSha256: true, split: true },
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    const stored = await readStoredEntries(
      db(),
      rows.map((row) => row.revisionId),
    );
    yield rows.map((row, i) => entryOf(row, stored[i], wanted.studentPrompt));
    after = last.position;
  }
}

interface FrozenRow {
  readonly position: number;
  readonly revisionId: number;
  readonly rowSha256: string;
  readonly split: string;
}

function entryOf(
  row: FrozenRow,
  stored: StoredEntry | undefined,
  studentPrompt: string,
): DatasetEntry {
  const segments =
    stored?.revisionId === row.revisionId ? renderStored(stored, studentPrompt) : null;
  if (
    stored === undefined ||
    segments === null ||
    rowSha256(stored.problemSha256, segments) !== row.rowSha256
  ) {
    throw new Conflict(
      `Row ${row.position} no longer renders to the text it was frozen with (${row.rowSha256.slice(0, 12)}). The database was changed by hand, or this Studio masks otherwise than the one that froze it: restore a backup, or freeze a new version.`,
      { fields: { position: row.position, revisionId: row.revisionId } },
    );
  }
  return {
    id: row.rowSha256,
    position: row.position,
    split: row.split === "validation" ? "validation" : "train",
    problem: stored.problem,
    case: stored.case,
    first: stored.first === 1 ? 1 : 2,
    segments,
  };
}
