import type { Tx } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Case, Placement } from "#lib/method/splice/schema.ts";
import { caseFromColumn } from "#lib/pair/case-column.ts";
import { projectSettingsSchema } from "#lib/project/schema.ts";
import { fromStoredPlacement } from "#lib/transition/schema.ts";

export interface StoredRevision {
  readonly id: number;
  readonly n: number;
  readonly case: Exclude<Case, "0,0">;
  readonly firstId: number;
  readonly secondId: number | null;
  readonly transition: string | null;
  readonly placement: Placement | null;
  readonly templateId: number | null;
  readonly author: string;
  readonly reason: string;
  readonly createdAt: Date;
}

/** An entry with the revision that is its current one. */
export interface CurrentEntry {
  readonly id: number;
  readonly pairId: number;
  readonly projectId: number;
  readonly problemText: string;
  readonly tokenizer: string;
  readonly isActive: boolean;
  readonly current: StoredRevision;
}

const revisionSelect = {
  id: true,
  n: true,
  caseOf: true,
  firstId: true,
  secondId: true,
  transition: true,
  placement: true,
  templateId: true,
  author: true,
  reason: true,
  createdAt: true,
} as const;

/** An entry under lock; its pair first, in the order in which settling takes them. Throws `NotFound`. */
export async function lockEntry(tx: Tx, entryId: number): Promise<CurrentEntry> {
  await tx.$queryRaw`
    SELECT pair.id FROM pair JOIN entry ON entry.pair_id = pair.id WHERE entry.id = ${entryId} FOR UPDATE OF pair`;
  await tx.$queryRaw`SELECT id FROM entry WHERE id = ${entryId} FOR UPDATE`;
  return readCurrentEntry(tx, entryId);
}

/** The same without the lock: what is prepared from it may be out of date when it is written. Throws `NotFound`. */
export async function readCurrentEntry(tx: Tx, entryId: number): Promise<CurrentEntry> {
  const row = await tx.entry.findUnique({
    where: { id: entryId },
    select: {
      id: true,
      pairId: true,
      projectId: true,
      state: true,
      project: { select: { settings: true } },
      pair: { select: { problem: { select: { text: true } } } },
      current: { select: revisionSelect },
    },
  });
  if (!row?.current)
    throw new NotFound(`There is no entry ${entryId}. Reload the list.`, { fields: { entryId } });
  return {
    id: row.id,
    pairId: row.pairId,
    projectId: row.projectId,
    problemText: row.pair.problem.text,
    tokenizer: projectSettingsSchema.parse(row.project.settings).tokenizer,
    isActive: row.state === "active",
    current: stored(row.current),
  };
}

/** One revision of this entry. Throws `NotFound`, also for another entry's revision. */
export async function readRevision(
  tx: Tx,
  entryId: number,
  revisionId: number,
): Promise<StoredRevision> {
  const row = await tx.revision.findFirst({
    where: { id: revisionId, entryId },
    select: revisionSelect,
  });
  if (row) return stored(row);
  throw new NotFound(`Entry ${entryId} has no revision ${revisionId}. Reload the page.`, {
    fields: { entryId, revisionId },
  });
}

type RevisionColumns = Omit<StoredRevision, "case" | "placement"> & {
  readonly caseOf: Parameters<typeof caseFromColumn>[0];
  readonly placement: Parameters<typeof fromStoredPlacement>[0] | null;
};

function stored({ caseOf, placement, ...row }: RevisionColumns): StoredRevision {
  const found = caseFromColumn(caseOf);
  if (found === "0,0") throw new Error(`Revision ${row.id} has case (0,0), which makes no entry`);
  return {
    ...row,
    case: found,
    placement: placement === null ? null : fromStoredPlacement(placement),
  };
}
