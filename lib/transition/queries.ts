import { db, type Tx } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import {
  fromStoredPlacement,
  type StoredPlacement,
  type TransitionSlot,
  type TransitionTemplateRow,
  type TransitionTemplateUse,
} from "./schema.ts";

const select = {
  id: true,
  fromStrategyId: true,
  toStrategyId: true,
  kind: true,
  name: true,
  version: true,
  text: true,
  placement: true,
  forFirstWithoutCode: true,
  isDefault: true,
  createdBy: true,
  createdAt: true,
  archivedAt: true,
} as const;

/** The newest version of every template that is not archived; what the splice and the editor choose from. */
export async function readTemplates(
  tx: Tx,
  projectId: number,
): Promise<readonly TransitionTemplateRow[]> {
  const rows = await tx.transitionTemplate.findMany({
    where: { projectId },
    distinct: ["fromStrategyId", "toStrategyId", "kind", "name"],
    orderBy: [
      { fromStrategyId: "asc" },
      { toStrategyId: "asc" },
      { kind: "asc" },
      { name: "asc" },
      { version: "desc" },
    ],
    select,
  });
  return rows.filter((row) => row.archivedAt === null).map(templateRow);
}

/** Every version of every template, archived ones too: what a spliced text may have been joined with. */
export async function readEveryTemplate(
  tx: Tx,
  projectId: number,
): Promise<readonly TransitionTemplateRow[]> {
  const rows = await tx.transitionTemplate.findMany({
    where: { projectId },
    orderBy: [{ version: "desc" }, { id: "asc" }],
    select,
  });
  return rows.map(templateRow);
}

/** The same with how many revisions use each, counted over all its versions. */
export async function listTemplates(
  _actor: Actor,
  projectId: number,
): Promise<readonly TransitionTemplateUse[]> {
  const templates = await readTemplates(db(), projectId);
  const used = await db().transitionTemplate.findMany({
    where: { projectId, revisions: { some: {} } },
    select: {
      fromStrategyId: true,
      toStrategyId: true,
      kind: true,
      name: true,
      _count: { select: { revisions: true } },
    },
  });
  const uses = new Map<string, number>();
  for (const row of used) uses.set(keyOf(row), (uses.get(keyOf(row)) ?? 0) + row._count.revisions);
  return templates.map((template) => ({ ...template, uses: uses.get(keyOf(template)) ?? 0 }));
}

/** Every version of one template, newest first. */
export async function listTemplateVersions(
  _actor: Actor,
  slot: TransitionSlot,
  name: string,
): Promise<readonly TransitionTemplateRow[]> {
  const rows = await db().transitionTemplate.findMany({
    where: { ...slot, name },
    orderBy: { version: "desc" },
    take: 200,
    select,
  });
  return rows.map(templateRow);
}

function keyOf(
  row: Pick<TransitionTemplateRow, "fromStrategyId" | "toStrategyId" | "kind" | "name">,
) {
  return `${row.fromStrategyId} ${row.toStrategyId} ${row.kind} ${row.name}`;
}

interface StoredTemplate extends Omit<TransitionTemplateRow, "placement"> {
  readonly placement: StoredPlacement;
}

function templateRow({ placement, ...row }: StoredTemplate): TransitionTemplateRow {
  return { ...row, placement: fromStoredPlacement(placement) };
}
