import { db } from "#lib/adapters/db/client.ts";
import { inSnapshot } from "#lib/adapters/db/snapshot.ts";
import { changesSince, summarise } from "#lib/balance/preview.ts";
import { evaluateBuffer, readBalanceRule } from "#lib/balance/queries.ts";
import type { BalanceChange, BalancePreview, StoredBalanceRule } from "#lib/balance/schema.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { type BufferName, type DropCode, dropCodeSchema } from "#lib/method/balance/schema.ts";
import { datasetEntries } from "./rows/queries.ts";
import {
  type DatasetDetails,
  type DatasetListRow,
  type DroppedPair,
  manifestSchema,
  type RowPreview,
} from "./schema.ts";

/** A project's datasets, newest first; archived ones only when asked for. */
export async function listDatasets(
  _actor: Actor,
  input: { readonly projectId: number; readonly archived?: boolean },
): Promise<readonly DatasetListRow[]> {
  const rows = await db().dataset.findMany({
    where: { projectId: input.projectId, archivedAt: input.archived ? { not: null } : null },
    orderBy: { id: "desc" },
    select: {
      id: true,
      name: true,
      buffer: true,
      sha256: true,
      rowCount: true,
      manifest: true,
      createdBy: true,
      createdAt: true,
      archivedAt: true,
    },
  });
  const exported = await db().export.groupBy({
    by: ["datasetId"],
    where: { datasetId: { in: rows.map((row) => row.id) }, path: { not: null } },
    _count: true,
  });
  return rows.map(({ manifest: column, ...row }) => {
    const manifest = manifestSchema.parse(column);
    return {
      ...row,
      trainedTokens: manifest.counts.all.trainedTokens,
      validationRows: manifest.counts.validation.rows,
      dropped: Object.values(manifest.drops).reduce((sum, count) => sum + count, 0),
      exports: exported.find((one) => one.datasetId === row.id)?._count ?? 0,
    };
  });
}

const detailSelect = {
  id: true,
  projectId: true,
  name: true,
  manifest: true,
  rowCount: true,
  createdBy: true,
  createdAt: true,
  archivedAt: true,
} as const;

/** One version with its manifest. Throws `NotFound`. */
export async function getDataset(_actor: Actor, datasetId: number): Promise<DatasetDetails> {
  const row = await db().dataset.findUnique({ where: { id: datasetId }, select: detailSelect });
  if (row === null) {
    throw new NotFound(
      `There is no dataset ${datasetId}. Open the list of datasets and choose one.`,
      { fields: { datasetId } },
    );
  }
  return { ...row, manifest: manifestSchema.parse(row.manifest) };
}

/** The version of a project with this name. Throws `NotFound` with the names there are. */
export async function getDatasetByName(
  actor: Actor,
  projectId: number,
  name: string,
): Promise<DatasetDetails> {
  const row = await db().dataset.findUnique({
    where: { projectId_name: { projectId, name } },
    select: { id: true },
  });
  if (row !== null) return getDataset(actor, row.id);
  const known = await db().dataset.findMany({
    where: { projectId },
    orderBy: { id: "desc" },
    take: 10,
    select: { name: true },
  });
  const names = known.map((dataset) => dataset.name).join(", ");
  throw new NotFound(
    `This project has no dataset "${name}". ${names ? `It has: ${names}.` : "It has none yet: freeze one first (npm run dd -- freeze --help)."}`,
    { fields: { name } },
  );
}

export interface FreezePreview {
  readonly stored: StoredBalanceRule | null;
  readonly preview: BalancePreview | null;
  readonly changes: readonly BalanceChange[];
}

/** What a freeze would take now, and how that differs from what was seen when the rule was saved. */
export async function previewFreeze(
  _actor: Actor,
  input: { readonly projectId: number; readonly buffer: BufferName },
): Promise<FreezePreview> {
  return inSnapshot(async (tx) => {
    const stored = await readBalanceRule(tx, input.projectId, input.buffer);
    if (stored === null) return { stored, preview: null, changes: [] };
    const { pairs, codes } = await evaluateBuffer(tx, input.projectId, stored.rule);
    const preview = summarise(pairs, codes);
    return { stored, preview, changes: changesSince(stored.preview, preview) };
  });
}

/** The first rows with their mask; every text is cut to `characters`, and `cut` says how many are left out. */
export async function firstRows(
  actor: Actor,
  datasetId: number,
  limit: { readonly rows: number; readonly characters: number },
): Promise<readonly RowPreview[]> {
  const { manifest } = await getDataset(actor, datasetId);
  const pages = datasetEntries({
    datasetId,
    split: "train",
    studentPrompt: manifest.studentPrompt.text,
    batch: limit.rows,
  });
  const { value: entries } = await pages.next();
  await pages.return();
  const facts = await db().datasetRow.findMany({
    where: { datasetId, split: "train" },
    orderBy: { position: "asc" },
    take: limit.rows,
    select: {
      tokens: true,
      trainedTokens: true,
      revision: { select: { entry: { select: { pairId: true } } } },
    },
  });
  return (entries ?? []).map(({ problem: _, segments, ...row }, i) => ({
    ...row,
    pairId: facts[i]?.revision.entry.pairId ?? 0,
    tokens: facts[i]?.tokens ?? null,
    trainedTokens: facts[i]?.trainedTokens ?? null,
    segments: segments.map((segment) => ({
      ...segment,
      text: segment.text.slice(0, limit.characters),
      cut: Math.max(0, segment.text.length - limit.characters),
    })),
  }));
}

/** The pairs dropped for one reason, by id after `after`. */
export async function listDrops(
  _actor: Actor,
  input: {
    readonly datasetId: number;
    readonly code: DropCode;
    readonly after?: number;
    readonly limit?: number;
  },
): Promise<readonly DroppedPair[]> {
  const rows = await db().datasetDrop.findMany({
    where: { datasetId: input.datasetId, code: input.code, pairId: { gt: input.after ?? 0 } },
    orderBy: { pairId: "asc" },
    take: input.limit ?? 100,
    select: { pairId: true, code: true, reason: true },
  });
  const pairs = await db().pair.findMany({
    where: { id: { in: rows.map((row) => row.pairId) } },
    select: { id: true, problem: { select: { ordinal: true, text: true } } },
  });
  const problems = new Map(pairs.map((pair) => [pair.id, pair.problem]));
  return rows.map((row) => ({
    pairId: row.pairId,
    ordinal: problems.get(row.pairId)?.ordinal ?? 0,
    problem: problems.get(row.pairId)?.text.slice(0, 200) ?? "",
    code: dropCodeSchema.parse(row.code),
    reason: row.reason,
  }));
}
