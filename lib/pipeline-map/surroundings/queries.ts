import { db } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import type { RunProgress } from "#lib/run/progress/schema.ts";
import { readSystemState } from "#lib/system/queries.ts";
import type { MapSurroundings } from "../next-steps.ts";

/** Whether the project's teachers can work here and now. */
export async function readSurroundings(
  actor: Actor,
  project: ProjectDetails,
  runs: readonly RunProgress[],
): Promise<MapSurroundings> {
  const policyIds = project.strategies.flatMap((strategy) => strategy.policyId ?? []);
  const [sandbox, model, embedded] = await Promise.all([
    readSystemState(actor, "sandbox"),
    readSystemState(actor, "model-server"),
    db().policy.count({ where: { id: { in: policyIds }, isEmbedded: true } }),
  ]);
  const usesTools = project.strategies.some((strategy) => strategy.usesTools);
  return {
    isTeaching: runs.some((run) => run.kind === "teach"),
    hasTeachers: policyIds.length === project.strategies.length,
    isSandboxMissing: usesTools && sandbox?.value.state === "off",
    isModelMissing: embedded > 0 && model?.value.state === "unavailable",
  };
}
