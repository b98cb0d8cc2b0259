import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { enqueue } from "#lib/adapters/queue/queue.ts";
import { encryptSecret } from "#lib/adapters/secrets/secrets.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { checkPolicyName, checkSettings } from "./check-settings.ts";
import { fromStoredKind, toStoredKind } from "./kind.ts";
import {
  originOf,
  type PolicyKindName,
  type PolicySettingsInput,
  policySettingsSchema,
} from "./schema.ts";

export interface NewPolicy {
  readonly name: string;
  readonly kind: PolicyKindName;
  readonly settings: PolicySettingsInput;
  /** Stored encrypted and never read back by a page. */
  readonly key?: string;
}

export interface PolicyChanges {
  readonly name: string;
  readonly settings: PolicySettingsInput;
  /** A new key; null removes the stored one; left out keeps it, unless the endpoint's origin changes. */
  readonly key?: string | null;
}

/** Registers a policy. Throws `Invalid`, `Conflict` for a name that is taken. */
export async function createPolicy(
  actor: Actor,
  projectId: number,
  input: NewPolicy,
): Promise<{ id: number }> {
  const name = checkPolicyName(input.name);
  const settings = checkSettings({ kind: input.kind, isEmbedded: false }, input.settings);
  const keyCipher = input.key ? encryptSecret(checkKey(input.key)) : null;
  return db().$transaction(async (tx) => {
    await lockNames(tx, projectId);
    await refuseTakenName(tx, projectId, name);
    const policy = await tx.policy.create({
      data: { projectId, name, kind: toStoredKind(input.kind), settings, keyCipher },
      select: { id: true },
    });
    await announce(
      tx,
      actor,
      "policy.create",
      projectId,
      policy.id,
      JSON.stringify({ name, settings }),
    );
    return policy;
  });
}

/** Saves a policy. A stored key belongs to the origin it was entered for: another origin drops it. */
export async function updatePolicy(
  actor: Actor,
  projectId: number,
  policyId: number,
  changes: PolicyChanges,
): Promise<{ keyDropped: boolean }> {
  const name = checkPolicyName(changes.name);
  const sealed = changes.key ? encryptSecret(checkKey(changes.key)) : null;
  return db().$transaction(async (tx) => {
    await lockNames(tx, projectId);
    const policy = await requirePolicy(tx, projectId, policyId);
    if (policy.name !== name) await refuseTakenName(tx, projectId, name);
    const settings = checkSettings(
      { ...policy, kind: fromStoredKind(policy.kind) },
      changes.settings,
    );
    const before = policySettingsSchema.parse(policy.settings);
    const hasMoved = originOf(before.baseUrl) !== originOf(settings.baseUrl);
    const keepsKey = changes.key === undefined && !hasMoved;
    await tx.policy.update({
      where: { id: policyId },
      data: { name, settings, ...(keepsKey ? {} : { keyCipher: sealed }) },
    });
    await announce(
      tx,
      actor,
      "policy.update",
      projectId,
      policyId,
      JSON.stringify({ name, settings }),
    );
    return { keyDropped: policy.keyCipher !== null && hasMoved && changes.key === undefined };
  });
}

/** Asks a worker to call the endpoint; its result arrives as a `policy` event. Throws `Invalid` for a recorded policy. */
export async function requestPolicyTest(
  actor: Actor,
  projectId: number,
  policyId: number,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const policy = await requirePolicy(tx, projectId, policyId);
    if (fromStoredKind(policy.kind) === "recorded") {
      throw new Invalid(
        `${policy.name} holds recorded trajectories: there is no endpoint to test.`,
      );
    }
    const lastTest = { at: new Date().toISOString(), ok: false, message: "", state: "testing" };
    await tx.policy.update({ where: { id: policyId }, data: { lastTest } });
    await announce(tx, actor, "policy.request-test", projectId, policyId);
    await enqueue(tx, "test-policy", { policyId });
  });
}

/** Writes what the worker found. Throws `NotFound`. */
export async function recordPolicyTest(
  actor: Actor,
  policyId: number,
  result: { readonly ok: boolean; readonly message: string },
): Promise<void> {
  await db().$transaction(async (tx) => {
    const policy = await tx.policy.findUnique({
      where: { id: policyId },
      select: { projectId: true },
    });
    if (!policy) throw new NotFound(`There is no policy ${policyId}.`);
    const lastTest = {
      at: new Date().toISOString(),
      ok: result.ok,
      message: result.message,
      state: "done",
    };
    await tx.policy.update({ where: { id: policyId }, data: { lastTest } });
    await announce(tx, actor, "policy.test", policy.projectId, policyId);
  });
}

/** Puts a policy away; its trajectories stay. Throws `Conflict` while a strategy is taught by it. */
export async function archivePolicy(
  actor: Actor,
  projectId: number,
  policyId: number,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const policy = await requirePolicy(tx, projectId, policyId);
    const users = await tx.strategy.findMany({ where: { policyId }, select: { name: true } });
    if (users.length > 0) {
      const names = users.map((strategy) => strategy.name).join(" and ");
      throw new Conflict(
        `${policy.name} teaches ${names}. Give it another policy under Settings, then archive this one.`,
        {
          fields: { policy: policy.name },
        },
      );
    }
    await tx.policy.update({ where: { id: policyId }, data: { archivedAt: new Date() } });
    await announce(tx, actor, "policy.archive", projectId, policyId);
  });
}

/** Brings an archived policy back. */
export async function restorePolicy(
  actor: Actor,
  projectId: number,
  policyId: number,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await requirePolicy(tx, projectId, policyId);
    await tx.policy.update({ where: { id: policyId }, data: { archivedAt: null } });
    await announce(tx, actor, "policy.restore", projectId, policyId);
  });
}

/** Says which policy teaches a strategy; null: none for now. */
export async function assignPolicy(
  actor: Actor,
  projectId: number,
  strategyId: number,
  policyId: number | null,
): Promise<void> {
  await db().$transaction(async (tx) => {
    if (policyId !== null) {
      const policy = await requirePolicy(tx, projectId, policyId);
      if (policy.archivedAt) throw new Conflict(`${policy.name} is archived. Restore it first.`);
    }
    const changed = await tx.strategy.updateMany({
      where: { id: strategyId, projectId },
      data: { policyId },
    });
    if (changed.count === 0) {
      throw new NotFound(
        `Strategy ${strategyId} is not one of this project's two. Reload the page.`,
      );
    }
    await recordAudit(tx, actor, {
      action: "strategy.assign-policy",
      projectId,
      subject: `strategy:${strategyId}`,
      after: String(policyId),
      details: { policyId },
    });
    await notify(tx, { topic: "policy", projectId });
    await notify(tx, { topic: "project", projectId, id: projectId });
  });
}

/** The policy that recorded trajectories of this name belong to, made when it is not there; in the caller's transaction. */
export async function ensureRecordedPolicy(
  tx: Tx,
  actor: Actor,
  projectId: number,
  name: string,
): Promise<number> {
  const checked = checkPolicyName(name);
  await lockNames(tx, projectId);
  const found = await tx.policy.findUnique({
    where: { projectId_name: { projectId, name: checked } },
    select: { id: true },
  });
  if (found) return found.id;
  const policy = await tx.policy.create({
    data: { projectId, name: checked, kind: "recorded", settings: policySettingsSchema.parse({}) },
    select: { id: true },
  });
  await announce(tx, actor, "policy.create", projectId, policy.id, checked);
  return policy.id;
}

async function announce(
  tx: Tx,
  actor: Actor,
  action: string,
  projectId: number,
  policyId: number,
  after?: string,
): Promise<void> {
  const state = after === undefined ? {} : { after };
  await recordAudit(tx, actor, { action, projectId, subject: `policy:${policyId}`, ...state });
  await notify(tx, { topic: "policy", projectId, id: policyId });
}

function checkKey(key: string): string {
  const trimmed = key.trim();
  if (/^[\x21-\x7e]{1,2000}$/.test(trimmed)) return trimmed;
  throw new Invalid(
    "The key has characters that no HTTP header carries (spaces, line ends or letters beyond ASCII). Copy it again.",
  );
}

async function requirePolicy(tx: Tx, projectId: number, policyId: number) {
  const policy = await tx.policy.findFirst({ where: { id: policyId, projectId } });
  if (policy) return policy;
  throw new NotFound(`There is no policy ${policyId} in this project. Reload the list.`, {
    fields: { policyId },
  });
}

async function lockNames(tx: Tx, projectId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('studio.policy-name'), ${projectId}::int)`;
}

async function refuseTakenName(tx: Tx, projectId: number, name: string): Promise<void> {
  const taken = await tx.policy.findUnique({
    where: { projectId_name: { projectId, name } },
    select: { archivedAt: true },
  });
  if (!taken) return;
  const where = taken.archivedAt ? " (it is archived)" : "";
  throw new Conflict(
    `There is already a policy "${name}" in this project${where}. Choose another name.`,
    {
      fields: { name },
    },
  );
}
