import type { Tx } from "#lib/adapters/db/client.ts";
import { policySettingsSchema } from "#lib/policy/schema.ts";
import type { Provenance } from "../../manifest.ts";

/** Graders, prompts and policies behind the trajectories of these revisions, each with how many it stands for. */
export async function readProvenance(tx: Tx, revisionIds: readonly number[]): Promise<Provenance> {
  const ids = [...revisionIds];
  return {
    graders: await readGraders(tx, ids),
    prompts: await readPrompts(tx, ids),
    policies: await readPolicies(tx, ids),
  };
}

/** The grade in force: a person's override, else the newest grade, else inferred from an imported transition. */
function readGraders(tx: Tx, ids: number[]): Promise<Provenance["graders"]> {
  return tx.$queryRaw<Provenance["graders"]>`
    SELECT CASE WHEN decided.outcome IS NOT NULL THEN 'person' ELSE coalesce(graded.grader, 'inferred') END AS grader,
      CASE WHEN decided.outcome IS NOT NULL THEN '' ELSE coalesce(graded.version, '') END AS version,
      count(*)::int AS trajectories
    FROM (
      SELECT first_id AS id FROM revision WHERE id = ANY(${ids}::int[])
      UNION SELECT second_id FROM revision WHERE id = ANY(${ids}::int[]) AND second_id IS NOT NULL
    ) used
    LEFT JOIN LATERAL (SELECT outcome FROM override WHERE trajectory_id = used.id ORDER BY id DESC LIMIT 1) decided ON true
    LEFT JOIN LATERAL (SELECT grader, version FROM grade WHERE trajectory_id = used.id ORDER BY id DESC LIMIT 1) graded ON true
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

function readPrompts(tx: Tx, ids: number[]): Promise<Provenance["prompts"]> {
  return tx.$queryRaw<Provenance["prompts"]>`
    SELECT strategy.name AS strategy, prompt.use::text AS use, prompt.version, prompt.sha256, count(*)::int AS trajectories
    FROM (
      SELECT first_id AS id FROM revision WHERE id = ANY(${ids}::int[])
      UNION SELECT second_id FROM revision WHERE id = ANY(${ids}::int[]) AND second_id IS NOT NULL
    ) used
    JOIN trajectory ON trajectory.id = used.id
    JOIN strategy ON strategy.id = trajectory.strategy_id
    JOIN prompt ON prompt.id = trajectory.prompt_id
    GROUP BY 1, 2, 3, 4, strategy.position ORDER BY strategy.position, 2, 3`;
}

async function readPolicies(tx: Tx, ids: number[]): Promise<Provenance["policies"]> {
  const rows = await tx.$queryRaw<
    { name: string; strategy: string; settings: unknown; trajectories: number }[]
  >`
    SELECT policy.name, strategy.name AS strategy, policy.settings, count(*)::int AS trajectories
    FROM (
      SELECT first_id AS id FROM revision WHERE id = ANY(${ids}::int[])
      UNION SELECT second_id FROM revision WHERE id = ANY(${ids}::int[]) AND second_id IS NOT NULL
    ) used
    JOIN trajectory ON trajectory.id = used.id
    JOIN strategy ON strategy.id = trajectory.strategy_id
    JOIN policy ON policy.id = trajectory.policy_id
    GROUP BY policy.id, policy.name, policy.settings, strategy.name, strategy.position
    ORDER BY strategy.position, policy.name`;
  return rows.map(({ settings, ...row }) => ({
    ...row,
    model: policySettingsSchema.parse(settings).model,
  }));
}
