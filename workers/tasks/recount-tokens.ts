import { countMissingTokens, forgetStaleCounts } from "#lib/dataset/recount/mutations.ts";
import { listProjectsToCount, type ProjectToCount } from "#lib/dataset/recount/queries.ts";
import { systemActor } from "#lib/member/actor.ts";

/** By project: what its entries were counted by when they were last looked through, or what they wait for. */
export type LookedThrough = Map<number, string>;

/**
 * Counts what has no count, or one by another tokenizer or prompt than the project's; `before` spares a look at each entry
 * of projects in which nothing changed. Throws after the last project when one or more could not be counted.
 */
export async function recountTokens(before: LookedThrough): Promise<void> {
  const faults: unknown[] = [];
  for (const project of await listProjectsToCount(systemActor)) {
    await recountProject(before, project).catch((error: unknown) => faults.push(error));
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} projects not counted`);
}

async function recountProject(before: LookedThrough, project: ProjectToCount): Promise<void> {
  const { projectId, tokenizerName, promptId } = project;
  const basis = `${promptId} ${tokenizerName}`;
  if (before.get(projectId) === basis && !project.hasUncounted) return;
  const counted = await countMissingTokens(systemActor, projectId, null);
  if (counted !== null) {
    before.set(projectId, basis);
    return;
  }
  const waiting = `waiting ${basis}`;
  if (before.get(projectId) !== waiting) await forgetStaleCounts(systemActor, project);
  before.set(projectId, waiting);
}
