import { db } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import { listPolicies } from "#lib/policy/queries.ts";
import { getProject } from "#lib/project/queries.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import { readEveryTemplate } from "#lib/transition/queries.ts";
import type { ImportContext } from "./plan-row.ts";

/** Attempts of rows that name no policy, where nobody said whose they are. */
export const unnamedPolicy = "recorded";

export interface ImportSetting {
  readonly project: ProjectDetails;
  readonly context: ImportContext;
}

/** What a file is read against: strategies, transition sentences, who teaches what. Throws `NotFound`. */
export async function readImportSetting(
  actor: Actor,
  projectId: number,
  policyName: string,
): Promise<ImportSetting> {
  const project = await getProject(actor, projectId);
  const [templates, policies] = await Promise.all([
    readEveryTemplate(db(), projectId),
    listPolicies(actor, projectId),
  ]);
  const strategyOfPolicy = new Map<string, number>();
  for (const policy of policies) {
    const [only] = policy.strategies;
    if (only && policy.strategies.length === 1) strategyOfPolicy.set(policy.name, only.id);
  }
  const context: ImportContext = {
    strategies: project.strategies,
    templates,
    policyName: policyName || unnamedPolicy,
    strategyOfPolicy,
  };
  return { project, context };
}

export interface KnownProblem {
  readonly id: number;
  readonly contentSha256: string;
  readonly answer: string;
  readonly favouredStrategyId: number | null;
}

/** The project's problems among these, by content or by id. */
export async function findProblems(
  projectId: number,
  hashes: readonly string[],
  ids: readonly number[],
): Promise<readonly KnownProblem[]> {
  return db().problem.findMany({
    where: {
      projectId,
      OR: [{ contentSha256: { in: [...hashes] } }, { id: { in: [...ids] } }],
    },
    select: { id: true, contentSha256: true, answer: true, favouredStrategyId: true },
  });
}

/** Keys (see `attemptKey`) of the attempts at these problems that the project holds already. */
export async function findKnownAttempts(
  projectId: number,
  problemIds: readonly number[],
): Promise<ReadonlySet<string>> {
  if (problemIds.length === 0) return new Set();
  const rows = await db().trajectory.findMany({
    where: { projectId, problemId: { in: [...problemIds] } },
    select: {
      problemId: true,
      strategyId: true,
      contentSha256: true,
      policy: { select: { name: true } },
    },
  });
  return new Set(
    rows.map((row) =>
      attemptKey(row.problemId, row.strategyId, row.policy.name, row.contentSha256),
    ),
  );
}

/** What makes two attempts the same: problem, strategy, policy and text. `problem` is an id, or a new problem's hash. */
export function attemptKey(
  problem: number | string,
  strategyId: number,
  policyName: string,
  contentSha256: string,
): string {
  return JSON.stringify([problem, strategyId, policyName, contentSha256]);
}
