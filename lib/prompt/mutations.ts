import { createHash } from "node:crypto";
import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { canonicalText } from "#lib/canonical-text.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { checkPrompt } from "./fill-prompt.ts";
import type { PromptOwner } from "./schema.ts";

export interface SavedPrompt {
  readonly id: number;
  readonly version: number;
}

/**
 * Saves a new immutable version. `basedOn` is the version the person edited: a newer one is a `Conflict`, never
 * overwritten silently. Text equal to the current version's makes no new one.
 */
export async function savePrompt(
  actor: Actor,
  owner: PromptOwner,
  text: string,
  basedOn?: number,
): Promise<SavedPrompt> {
  const clean = canonicalText(text.replaceAll("\r\n", "\n")).text;
  checkPrompt(owner.use, clean);
  return db().$transaction(async (tx) => {
    await requireOwner(tx, owner);
    const current = await newest(tx, owner);
    if (basedOn !== undefined && current && current.version !== basedOn) {
      throw new Conflict(
        `Version ${current.version} was saved meanwhile; you edited version ${basedOn}. Compare both, then save again.`,
        { fields: { current: current.version, basedOn } },
      );
    }
    if (current?.text === clean) return { id: current.id, version: current.version };
    return appendPrompt(tx, actor, owner, clean);
  });
}

/** Appends a version in the caller's transaction. */
export async function appendPrompt(
  tx: Tx,
  actor: Actor,
  owner: PromptOwner,
  text: string,
): Promise<SavedPrompt> {
  const current = await newest(tx, owner);
  const version = (current?.version ?? 0) + 1;
  const sha256 = createHash("sha256").update(text).digest("hex");
  const prompt = await tx.prompt.create({
    data: { ...owner, version, text, sha256, createdBy: actor.id },
    select: { id: true, version: true },
  });
  await recordAudit(tx, actor, {
    action: "prompt.save",
    projectId: owner.projectId,
    subject: `prompt:${prompt.id}`,
    ...(current ? { before: current.text } : {}),
    after: text,
    details: { use: owner.use, version },
  });
  await notify(tx, { topic: "prompt", projectId: owner.projectId, id: prompt.id });
  return prompt;
}

/** The text in force, or null when the owner has no prompt yet. */
export async function currentPromptText(tx: Tx, owner: PromptOwner): Promise<string | null> {
  return (await newest(tx, owner))?.text ?? null;
}

async function newest(tx: Tx, owner: PromptOwner) {
  return tx.prompt.findFirst({
    where: owner,
    orderBy: { version: "desc" },
    select: { id: true, version: true, text: true },
  });
}

async function requireOwner(tx: Tx, owner: PromptOwner): Promise<void> {
  // One saver at a time: version numbers follow each other and a conflict is seen.
  const locked = await tx.$queryRaw<
    unknown[]
  >`SELECT id FROM project WHERE id = ${owner.projectId} FOR NO KEY UPDATE`;
  if (locked.length === 0) throw new NotFound(`There is no project ${owner.projectId}.`);
  if (owner.use === "student") {
    if (owner.strategyId === null) return;
    throw new NotFound("The student's prompt belongs to the project, not to a strategy.");
  }
  const strategy = await tx.strategy.findFirst({
    where: { id: owner.strategyId ?? -1, projectId: owner.projectId },
    select: { id: true },
  });
  if (!strategy) {
    throw new NotFound(
      `Strategy ${owner.strategyId} is not one of this project's two. Reload the page.`,
    );
  }
}
