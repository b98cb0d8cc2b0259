import { db, Prisma, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { inSnapshot } from "#lib/adapters/db/snapshot.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { type Freeze, readFreeze } from "./freeze/queries.ts";
import { countMissingTokens } from "./recount/mutations.ts";
import { type FreezeRequest, type FrozenDataset, freezeRequestSchema } from "./schema.ts";

/**
 * Freezes what the stored balance rule chooses at one point in time into an immutable version. Nothing is cut: what
 * cannot be in stands in the drop report with its reason.
 */
export async function freezeDataset(actor: Actor, request: FreezeRequest): Promise<FrozenDataset> {
  const wanted = freezeRequestSchema.parse(request);
  await refuseTakenName(wanted.projectId, wanted.name);
  await countMissingTokens(actor, wanted.projectId);
  const freeze = await inSnapshot((tx) => readFreeze(tx, wanted));
  const { manifest } = freeze;
  const datasetId = await storeOnce(actor, wanted.projectId, freeze);
  return {
    datasetId,
    name: manifest.name,
    sha256: manifest.sha256,
    rows: manifest.rows,
    trainedTokens: manifest.counts.all.trainedTokens,
    dropped: freeze.drops.length,
    changes: manifest.changes,
  };
}

async function refuseTakenName(projectId: number, name: string): Promise<void> {
  const taken = await db().dataset.findUnique({
    where: { projectId_name: { projectId, name } },
    select: { id: true },
  });
  if (taken) throw nameTaken(name);
}

function nameTaken(name: string): Conflict {
  return new Conflict(
    `A dataset named "${name}" exists already, and a frozen version never changes. Choose another name.`,
    {
      fields: { name },
    },
  );
}

async function storeOnce(actor: Actor, projectId: number, freeze: Freeze): Promise<number> {
  try {
    return await db().$transaction((tx) => store(tx, actor, projectId, freeze), {
      timeout: 3_600_000,
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw nameTaken(freeze.manifest.name);
    throw error;
  }
}

async function store(
  tx: Tx,
  actor: Actor,
  projectId: number,
  { manifest, rows, drops }: Freeze,
): Promise<number> {
  const { id } = await tx.dataset.create({
    data: {
      projectId,
      buffer: manifest.buffer,
      name: manifest.name,
      rule: manifest.rule,
      manifest,
      sha256: manifest.sha256,
      rowCount: rows.length,
      createdBy: actor.id,
    },
    select: { id: true },
  });
  await insertRows(tx, id, rows);
  await insertDrops(tx, id, drops, manifest.rule.maxTokens);
  await recordAudit(tx, actor, {
    action: "dataset.freeze",
    projectId,
    subject: `dataset:${id}`,
    after: manifest.sha256,
    details: {
      name: manifest.name,
      rows: rows.length,
      dropped: drops.length,
      sha256: manifest.sha256,
    },
  });
  await notify(tx, { topic: "dataset", projectId, id });
  return id;
}

const batchSize = 5000;

async function insertRows(tx: Tx, datasetId: number, rows: Freeze["rows"]): Promise<void> {
  for (let at = 0; at < rows.length; at += batchSize) {
    const batch = rows.slice(at, at + batchSize);
    await tx.$executeRaw`
      INSERT INTO dataset_row (dataset_id, position, revision_id, split, row_sha256, tokens, trained_tokens)
      SELECT ${datasetId}, ${at} + n - 1, revision_id, split, row_sha256, tokens, trained_tokens
      FROM unnest(
        ${batch.map((row) => row.revisionId)}::int[], ${batch.map((row) => row.split)}::text[],
        ${batch.map((row) => row.rowSha256)}::text[], ${batch.map((row) => row.tokens)}::int[],
        ${batch.map((row) => row.trainedTokens)}::int[]
      ) WITH ORDINALITY AS row(revision_id, split, row_sha256, tokens, trained_tokens, n)`;
  }
}

/** A pair's own reason says most; where the length decided, the figures do. */
async function insertDrops(
  tx: Tx,
  datasetId: number,
  drops: Freeze["drops"],
  maxTokens: number | null,
): Promise<void> {
  for (let at = 0; at < drops.length; at += batchSize) {
    const batch = drops.slice(at, at + batchSize);
    await tx.$executeRaw`
      INSERT INTO dataset_drop (dataset_id, pair_id, code, reason)
      SELECT ${datasetId}, dropped.pair_id, dropped.code,
        CASE WHEN dropped.code = 'too-long' THEN dropped.tokens || ' > ' || ${maxTokens ?? 0}::int ELSE pair.reason END
      FROM unnest(
        ${batch.map((drop) => drop.pairId)}::int[], ${batch.map((drop) => drop.code)}::text[],
        ${batch.map((drop) => drop.tokens)}::int[]
      ) AS dropped(pair_id, code, tokens)
      JOIN pair ON pair.id = dropped.pair_id`;
  }
}

/** Out of the list, never out of the database: exports, checkpoints and lineage may point at it. */
export async function archiveDataset(
  actor: Actor,
  datasetId: number,
  isArchived: boolean,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const before = await tx.dataset.findUnique({
      where: { id: datasetId },
      select: { projectId: true, archivedAt: true },
    });
    if (before === null)
      throw new NotFound(
        `There is no dataset ${datasetId}. Open the list of datasets and choose one.`,
      );
    if ((before.archivedAt !== null) === isArchived) return;
    await tx.dataset.update({
      where: { id: datasetId },
      data: { archivedAt: isArchived ? new Date() : null },
    });
    await recordAudit(tx, actor, {
      action: isArchived ? "dataset.archive" : "dataset.restore",
      projectId: before.projectId,
      subject: `dataset:${datasetId}`,
    });
    await notify(tx, { topic: "dataset", projectId: before.projectId, id: datasetId });
  });
}
