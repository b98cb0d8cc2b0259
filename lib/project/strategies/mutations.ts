import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { appendPrompt, currentPromptText } from "#lib/prompt/mutations.ts";
import { firstIssue } from "#lib/zod-message.ts";
import { readProject } from "../queries.ts";
import {
  type ProjectDetails,
  type StrategyRow,
  type StrategyUpdate,
  strategyUpdatesSchema,
} from "../schema.ts";
import { shippedPrompts } from "../seed/mutations.ts";

export interface StrategiesSaved {
  /** Names of strategies whose prompts were replaced by the shipped ones for their new kind. */
  readonly promptsReplaced: readonly string[];
  /** Names of strategies that changed kind but keep prompts that somebody had written. */
  readonly promptsKept: readonly string[];
}

/** Saves both strategies of a pair. Prompts nobody touched follow a change of `usesTools`. Throws `NotFound`, `Invalid`. */
export async function updateStrategies(
  actor: Actor,
  projectId: number,
  input: readonly StrategyUpdate[],
): Promise<StrategiesSaved> {
  const updates = parseUpdates(input);
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId} FOR NO KEY UPDATE`;
    const project = await readProject(tx, projectId);
    await refuseForeign(tx, project, updates);
    const saved = await followKinds(tx, actor, project, updates);
    // Two strategies may swap names: step aside first, the names are unique.
    for (const update of updates) {
      await tx.strategy.update({ where: { id: update.id }, data: { name: `\u2060${update.id}` } });
    }
    for (const { id, ...data } of updates) await tx.strategy.update({ where: { id }, data });
    await recordAudit(tx, actor, {
      action: "project.update-strategies",
      projectId,
      subject: `project:${projectId}`,
      before: JSON.stringify(project.strategies),
      after: JSON.stringify(updates),
    });
    await notify(tx, { topic: "project", projectId, id: projectId });
    return saved;
  });
}

function parseUpdates(input: readonly StrategyUpdate[]): readonly [StrategyUpdate, StrategyUpdate] {
  const parsed = strategyUpdatesSchema.safeParse(input);
  if (!parsed.success) throw new Invalid(firstIssue(parsed.error));
  const [one, two] = parsed.data;
  for (const field of ["name", "sign", "subsetName"] as const) {
    if (one[field].toLowerCase() !== two[field].toLowerCase()) continue;
    const word = { name: "name", sign: "sign", subsetName: "subset name" }[field];
    throw new Invalid(
      `Both strategies have the ${word} "${one[field]}". Give them different ones.`,
      {
        fields: { [field]: one[field] },
      },
    );
  }
  return parsed.data;
}

async function refuseForeign(
  tx: Tx,
  project: ProjectDetails,
  updates: readonly StrategyUpdate[],
): Promise<void> {
  const known = new Set(project.strategies.map((strategy) => strategy.id));
  for (const update of updates) {
    if (!known.delete(update.id)) {
      throw new NotFound(
        `Strategy ${update.id} is not one of ${project.name}'s two. Reload the page.`,
      );
    }
    if (update.policyId !== null) await requirePolicy(tx, project, update.policyId);
  }
}

async function requirePolicy(tx: Tx, project: ProjectDetails, policyId: number): Promise<void> {
  const policy = await tx.policy.findFirst({
    where: { id: policyId, projectId: project.id, archivedAt: null },
    select: { id: true },
  });
  if (policy) return;
  throw new NotFound(
    `Policy ${policyId} is not one of ${project.name}'s policies. Choose one of the list.`,
    {
      fields: { policyId },
    },
  );
}

async function followKinds(
  tx: Tx,
  actor: Actor,
  project: ProjectDetails,
  updates: readonly StrategyUpdate[],
): Promise<StrategiesSaved> {
  const promptsReplaced: string[] = [];
  const promptsKept: string[] = [];
  for (const update of updates) {
    const before = project.strategies.find((strategy) => strategy.id === update.id);
    if (!before || before.usesTools === update.usesTools) continue;
    const replaced = await replaceUntouchedPrompts(tx, actor, project.id, before, update);
    (replaced ? promptsReplaced : promptsKept).push(update.name);
  }
  return { promptsReplaced, promptsKept };
}

async function replaceUntouchedPrompts(
  tx: Tx,
  actor: Actor,
  projectId: number,
  before: StrategyRow,
  update: StrategyUpdate,
): Promise<boolean> {
  const embedded = await isEmbedded(tx, update.policyId ?? before.policyId);
  const [was, now] = [
    await shippedPrompts(before.usesTools, embedded),
    await shippedPrompts(update.usesTools, embedded),
  ];
  let untouched = true;
  for (const [use, part] of [
    ["strategyFirst", "first"],
    ["strategySecond", "second"],
  ] as const) {
    const owner = { projectId, strategyId: update.id, use };
    if ((await currentPromptText(tx, owner)) !== was[part]) untouched = false;
    else await appendPrompt(tx, actor, owner, now[part]);
  }
  return untouched;
}

async function isEmbedded(tx: Tx, policyId: number | null): Promise<boolean> {
  if (policyId === null) return false;
  const policy = await tx.policy.findUnique({
    where: { id: policyId },
    select: { isEmbedded: true },
  });
  return policy?.isEmbedded ?? false;
}
