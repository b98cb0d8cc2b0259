import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { canonicalText } from "#lib/canonical-text.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { firstIssue } from "#lib/zod-message.ts";
import {
  type TemplateFields,
  type TransitionSlot,
  templateFieldsSchema,
  toStoredPlacement,
} from "./schema.ts";

export interface TemplateSave extends TransitionSlot, TemplateFields {
  /** Make it the one that new splices of this slot get. */
  readonly isDefault: boolean;
  /** The version that was edited; a newer one is a conflict. Left out or 0: a new template. */
  readonly basedOn?: number;
}

/** Saves a new immutable version of a template (or its first). Throws `Invalid`, `Conflict`, `NotFound`. */
export async function saveTemplate(
  actor: Actor,
  input: TemplateSave,
): Promise<{ id: number; version: number }> {
  const fields = parseFields(input);
  return db().$transaction(async (tx) => {
    await lockProject(tx, input.projectId);
    await requireStrategies(tx, input);
    const slot = slotOf(input);
    const current = await newest(tx, slot, fields.name);
    refuseStale(current, input, fields.name);
    refuseLosingDefault(current, fields);
    const isDefault = input.isDefault || (await isOnlyOne(tx, slot, fields));
    const version = (current?.version ?? 0) + 1;
    if (isDefault) await clearDefault(tx, slot, fields.forFirstWithoutCode);
    const template = await tx.transitionTemplate.create({
      data: {
        ...slot,
        ...fields,
        placement: toStoredPlacement(fields.placement),
        version,
        isDefault,
        createdBy: actor.id,
      },
      select: { id: true, version: true },
    });
    await recordAudit(tx, actor, {
      action: "transition.save",
      projectId: input.projectId,
      subject: `transition:${template.id}`,
      ...(current ? { before: current.text } : {}),
      after: fields.text,
      details: { name: fields.name, kind: input.kind, version, isDefault },
    });
    await notify(tx, { topic: "prompt", projectId: input.projectId, id: template.id });
    return template;
  });
}

/** Makes a template's newest version the default of its slot. Throws `NotFound`. */
export async function setDefaultTemplate(
  actor: Actor,
  projectId: number,
  templateId: number,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockProject(tx, projectId);
    const template = await requireTemplate(tx, projectId, templateId);
    await clearDefault(tx, slotOf(template), template.forFirstWithoutCode);
    await tx.transitionTemplate.update({ where: { id: template.id }, data: { isDefault: true } });
    await recordAudit(tx, actor, {
      action: "transition.set-default",
      projectId,
      subject: `transition:${template.id}`,
      details: { name: template.name, kind: template.kind },
    });
    await notify(tx, { topic: "prompt", projectId, id: template.id });
  });
}

/** Puts a template away, with all its versions; a slot's default cannot go. Throws `Conflict`, `NotFound`. */
export async function archiveTemplate(
  actor: Actor,
  projectId: number,
  templateId: number,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockProject(tx, projectId);
    const template = await requireTemplate(tx, projectId, templateId);
    if (template.isDefault) {
      throw new Conflict(
        `"${template.name}" is what new splices get. Make another template the default first, then archive it.`,
        { fields: { template: template.name } },
      );
    }
    await tx.transitionTemplate.updateMany({
      where: { ...slotOf(template), name: template.name },
      data: { archivedAt: new Date() },
    });
    await recordAudit(tx, actor, {
      action: "transition.archive",
      projectId,
      subject: `transition:${template.id}`,
      details: { name: template.name },
    });
    await notify(tx, { topic: "prompt", projectId, id: template.id });
  });
}

function parseFields(input: TemplateSave): TemplateFields {
  const text = canonicalText(input.text.replaceAll("\r\n", "\n")).text;
  const parsed = templateFieldsSchema.safeParse({ ...input, text });
  if (parsed.success) return parsed.data;
  throw new Invalid(firstIssue(parsed.error));
}

function slotOf(row: TransitionSlot): TransitionSlot {
  const { projectId, fromStrategyId, toStrategyId, kind } = row;
  return { projectId, fromStrategyId, toStrategyId, kind };
}

function refuseStale(
  current: { readonly version: number } | null,
  input: TemplateSave,
  name: string,
): void {
  const found = current?.version ?? 0;
  const basedOn = input.basedOn ?? 0;
  if (found === basedOn) return;
  if (basedOn === 0) {
    throw new Conflict(
      `There is already a template "${name}" here. Choose another name or edit that one.`,
      {
        fields: { name },
      },
    );
  }
  throw new Conflict(
    `Version ${found} of "${name}" was saved meanwhile; you edited version ${basedOn}. Compare both, then save again.`,
    { fields: { current: found, basedOn } },
  );
}

function refuseLosingDefault(
  current: { readonly isDefault: boolean; readonly forFirstWithoutCode: boolean } | null,
  fields: TemplateFields,
): void {
  if (!current?.isDefault || current.forFirstWithoutCode === fields.forFirstWithoutCode) return;
  throw new Conflict(
    `"${fields.name}" is the default here, so it cannot change whether it is for first parts without code. Make another template the default first.`,
    { fields: { name: fields.name } },
  );
}

/** A slot's first template is its default, or splices would find none. */
async function isOnlyOne(tx: Tx, slot: TransitionSlot, fields: TemplateFields): Promise<boolean> {
  const current = await tx.transitionTemplate.findFirst({
    where: { ...slot, forFirstWithoutCode: fields.forFirstWithoutCode, isDefault: true },
    select: { name: true },
  });
  return current === null || current.name === fields.name;
}

async function clearDefault(
  tx: Tx,
  slot: TransitionSlot,
  forFirstWithoutCode: boolean,
): Promise<void> {
  await tx.transitionTemplate.updateMany({
    where: { ...slot, forFirstWithoutCode, isDefault: true },
    data: { isDefault: false },
  });
}

async function newest(tx: Tx, slot: TransitionSlot, name: string) {
  return tx.transitionTemplate.findFirst({
    where: { ...slot, name },
    orderBy: { version: "desc" },
    select: { id: true, version: true, text: true, isDefault: true, forFirstWithoutCode: true },
  });
}

/** The newest version of the template that `templateId` is a version of. */
async function requireTemplate(tx: Tx, projectId: number, templateId: number) {
  const row = await tx.transitionTemplate.findFirst({
    where: { id: templateId, projectId, archivedAt: null },
  });
  const newestRow = row
    ? await tx.transitionTemplate.findFirst({
        where: { ...slotOf(row), name: row.name },
        orderBy: { version: "desc" },
      })
    : null;
  if (newestRow) return newestRow;
  throw new NotFound(
    `There is no transition template ${templateId} in this project. Reload the page.`,
    { fields: { templateId } },
  );
}

async function lockProject(tx: Tx, projectId: number): Promise<void> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`SELECT id FROM project WHERE id = ${projectId} FOR NO KEY UPDATE`;
  if (rows.length === 0) throw new NotFound(`There is no project ${projectId}.`);
}

async function requireStrategies(tx: Tx, slot: TransitionSlot): Promise<void> {
  const found = await tx.strategy.count({
    where: { projectId: slot.projectId, id: { in: [slot.fromStrategyId, slot.toStrategyId] } },
  });
  if (found === 2 && slot.fromStrategyId !== slot.toStrategyId) return;
  throw new Invalid(
    `A transition goes from one of the project's two strategies to the other; ${slot.fromStrategyId} → ${slot.toStrategyId} does not.`,
  );
}
