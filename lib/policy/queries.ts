import { db } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { fromStoredKind, type StoredPolicyKind } from "./kind.ts";
import { type PolicyRow, policySettingsSchema, policyTestSchema } from "./schema.ts";

// `keyCipher` never leaves this room: only whether there is one.
const select = {
  id: true,
  name: true,
  kind: true,
  isEmbedded: true,
  settings: true,
  keyCipher: true,
  lastTest: true,
  archivedAt: true,
  strategies: {
    select: { id: true, position: true, name: true, sign: true },
    orderBy: { position: "asc" },
  },
  _count: { select: { trajectories: true } },
} as const;

/** The project's policies by name; archived ones only when asked for. */
export async function listPolicies(
  _actor: Actor,
  projectId: number,
  filter: { readonly archived?: boolean } = {},
): Promise<readonly PolicyRow[]> {
  const rows = await db().policy.findMany({
    where: { projectId, archivedAt: filter.archived ? { not: null } : null },
    orderBy: [{ name: "asc" }],
    select,
  });
  return rows.map(policyRow);
}

/** One policy, archived or not. Throws `NotFound`. */
export async function getPolicy(
  _actor: Actor,
  projectId: number,
  policyId: number,
): Promise<PolicyRow> {
  const row = await db().policy.findFirst({ where: { id: policyId, projectId }, select });
  if (row) return policyRow(row);
  throw new NotFound(
    `There is no policy ${policyId} in this project. Go back to the list and choose one.`,
    {
      fields: { policyId },
    },
  );
}

interface StoredPolicy {
  readonly id: number;
  readonly name: string;
  readonly kind: StoredPolicyKind;
  readonly isEmbedded: boolean;
  readonly settings: unknown;
  readonly keyCipher: Uint8Array | null;
  readonly lastTest: unknown;
  readonly archivedAt: Date | null;
  readonly strategies: readonly { id: number; position: number; name: string; sign: string }[];
  readonly _count: { readonly trajectories: number };
}

function policyRow({ keyCipher, _count, ...row }: StoredPolicy): PolicyRow {
  return {
    ...row,
    kind: fromStoredKind(row.kind),
    settings: policySettingsSchema.parse(row.settings),
    hasKey: keyCipher !== null,
    lastTest: row.lastTest === null ? null : policyTestSchema.parse(row.lastTest),
    strategies: row.strategies.map((strategy) => ({
      ...strategy,
      position: strategy.position === 1 ? 1 : 2,
    })),
    trajectories: _count.trajectories,
  };
}
