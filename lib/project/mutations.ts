import type { z } from "zod";
import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { enqueue } from "#lib/adapters/queue/queue.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { firstIssue } from "#lib/zod-message.ts";
import { readProject } from "./queries.ts";
import {
  type ProjectSettings,
  type ProjectSettingsInput,
  projectNameSchema,
  projectSettingsSchema,
} from "./schema.ts";
import { defaultPair } from "./seed/default-pair.ts";
import { seedPair } from "./seed/mutations.ts";
import { type PairSeed, pairSeedSchema } from "./seed/schema.ts";

export interface NewProject {
  readonly name: string;
  readonly description?: string;
  /** `default` is the pair of the paper; anything else is a pair as data. */
  readonly pair?: "default" | PairSeed;
  /** Teach with the model that the Studio serves itself. */
  readonly embedded: boolean;
  readonly isSample?: boolean;
  readonly settings?: ProjectSettingsInput;
}

/** The embedded model's attempts are short: this budget is enough for them. */
const embeddedTokenBudget = 256;

/** Makes a project with its strategies, prompts, transitions and, when embedded, its two policies. Throws `Invalid`, `Conflict`. */
export async function createProject(actor: Actor, input: NewProject): Promise<{ id: number }> {
  const name = parseName(input.name);
  const pair = parse(
    pairSeedSchema,
    input.pair === "default" || !input.pair ? defaultPair : input.pair,
  );
  const settings = parse(projectSettingsSchema, initialSettings(input, pair));
  return db().$transaction(async (tx) => {
    await refuseTakenName(tx, name);
    const project = await tx.project.create({
      data: {
        name,
        description: (input.description ?? "").trim(),
        settings,
        isSample: input.isSample ?? false,
      },
      select: { id: true },
    });
    await seedPair(tx, actor, { projectId: project.id, pair, embedded: input.embedded });
    await recordAudit(tx, actor, {
      action: "project.create",
      projectId: project.id,
      subject: `project:${project.id}`,
      after: JSON.stringify({ name, settings, pair }),
      details: { name, embedded: input.embedded },
    });
    await notify(tx, { topic: "project", projectId: project.id, id: project.id });
    return project;
  });
}

function initialSettings(input: NewProject, pair: PairSeed): ProjectSettingsInput {
  return {
    ...(input.embedded ? { tokenBudget: embeddedTokenBudget } : {}),
    subsetRule: { largeFavours: pair.largeFavours ?? 1 },
    ...input.settings,
  };
}

/**
 * Changes the fields given, keeps the others; the worker settles the pairs for which that decides otherwise. Throws
 * `NotFound`, `Invalid`.
 */
export async function updateSettings(
  actor: Actor,
  projectId: number,
  changes: Readonly<Partial<ProjectSettingsInput>> | Readonly<Record<string, unknown>>,
): Promise<ProjectSettings> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId} FOR NO KEY UPDATE`;
    const project = await readProject(tx, projectId);
    const settings = parse(projectSettingsSchema, { ...project.settings, ...changes });
    await tx.project.update({ where: { id: projectId }, data: { settings } });
    await recordAudit(tx, actor, {
      action: "project.update-settings",
      projectId,
      subject: `project:${projectId}`,
      before: JSON.stringify(project.settings),
      after: JSON.stringify(settings),
    });
    if (settings.allowTruncatedFirst !== project.settings.allowTruncatedFirst) {
      await enqueue(tx, "settle-pairs", { projectId });
    }
    await notify(tx, { topic: "project", projectId, id: projectId });
    return settings;
  });
}

/** Renames a project or rewrites its description. Throws `NotFound`, `Invalid`, `Conflict`. */
export async function updateProject(
  actor: Actor,
  projectId: number,
  input: { readonly name: string; readonly description: string },
): Promise<void> {
  const name = parseName(input.name);
  const description = input.description.trim();
  await db().$transaction(async (tx) => {
    const project = await readProject(tx, projectId);
    if (project.name !== name) await refuseTakenName(tx, name);
    await tx.project.update({ where: { id: projectId }, data: { name, description } });
    await recordAudit(tx, actor, {
      action: "project.update",
      projectId,
      subject: `project:${projectId}`,
      before: JSON.stringify({ name: project.name, description: project.description }),
      after: JSON.stringify({ name, description }),
    });
    await notify(tx, { topic: "project", projectId, id: projectId });
  });
}

/** Puts a project away; nothing is deleted. Throws `Conflict` while work of it is under way. */
export async function archiveProject(actor: Actor, projectId: number): Promise<void> {
  await setArchived(actor, projectId, new Date());
}

/** Brings an archived project back. */
export async function restoreProject(actor: Actor, projectId: number): Promise<void> {
  await setArchived(actor, projectId, null);
}

async function setArchived(
  actor: Actor,
  projectId: number,
  archivedAt: Date | null,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const project = await readProject(tx, projectId);
    if (archivedAt) await refuseActiveRuns(tx, project);
    await tx.project.update({ where: { id: projectId }, data: { archivedAt } });
    await recordAudit(tx, actor, {
      action: archivedAt ? "project.archive" : "project.restore",
      projectId,
      subject: `project:${projectId}`,
    });
    await notify(tx, { topic: "project", projectId, id: projectId });
  });
}

async function refuseActiveRuns(
  tx: Tx,
  project: { readonly id: number; readonly name: string },
): Promise<void> {
  const active = await tx.run.count({
    where: { projectId: project.id, status: { in: ["queued", "running", "paused"] } },
  });
  if (active === 0) return;
  throw new Conflict(
    `${project.name} has ${active} ${active === 1 ? "run" : "runs"} under way. Cancel them or let them finish, then archive it.`,
    { fields: { activeRuns: active } },
  );
}

async function refuseTakenName(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('studio.project-name'))`;
  const taken = await tx.project.findUnique({ where: { name }, select: { archivedAt: true } });
  if (!taken) return;
  const where = taken.archivedAt ? " (it is archived)" : "";
  throw new Conflict(`There is already a project "${name}"${where}. Choose another name.`, {
    fields: { name },
  });
}

function parseName(name: string): string {
  const parsed = projectNameSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new Invalid(
    `"${name.slice(0, 100)}" cannot be a project's name. ${firstIssue(parsed.error)}`,
    {
      fields: { name: name.slice(0, 100) },
    },
  );
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Invalid(firstIssue(parsed.error));
}
