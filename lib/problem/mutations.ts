import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { canonicalText } from "#lib/canonical-text.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { readProject } from "#lib/project/queries.ts";
import { firstIssue } from "#lib/zod-message.ts";
import { problemHash } from "./content-hash.ts";
import { lockProblemOrder, nextOrdinal } from "./ordinal/queries.ts";
import {
  type ProblemFields,
  type ProblemInput,
  problemFieldsSchema,
  type SubsetChoice,
} from "./schema.ts";
import { favouredStrategyId } from "./subset.ts";

type ProblemFieldsInput = Pick<ProblemFields, "text" | "answer"> & Partial<ProblemFields>;

export interface AddedProblem {
  readonly id: number;
  readonly ordinal: number;
}

/** Adds one problem. Throws `Invalid`, and `Conflict` when the project holds the same text already. */
export async function addProblem(
  actor: Actor,
  projectId: number,
  input: ProblemFieldsInput,
): Promise<AddedProblem> {
  const fields = parseFields(input);
  return db().$transaction(async (tx) => {
    const added = await createProblem(tx, projectId, fields);
    await recordAudit(tx, actor, {
      action: "problem.add",
      projectId,
      subject: `problem:${added.id}`,
      after: JSON.stringify(fields),
    });
    await notify(tx, { topic: "problem", projectId, id: added.id });
    return added;
  });
}

/** Adds a problem in the caller's transaction; imports of trajectories bring theirs this way. */
export async function createProblem(
  tx: Tx,
  projectId: number,
  { subset, ...fields }: ProblemFields & Partial<Pick<ProblemInput, "extra">>,
): Promise<AddedProblem> {
  const project = await readProject(tx, projectId);
  await lockProblemOrder(tx, projectId);
  const contentSha256 = problemHash(fields.text);
  const same = await tx.problem.findFirst({
    where: { projectId, contentSha256 },
    select: { id: true, ordinal: true, archivedAt: true },
  });
  if (same) {
    const where = same.archivedAt ? `${same.ordinal} (archived)` : `${same.ordinal}`;
    throw new Conflict(`This problem is here already: number ${where}. Open that one instead.`, {
      fields: { problemId: same.id },
    });
  }
  return tx.problem.create({
    data: {
      ...fields,
      projectId,
      contentSha256,
      ordinal: await nextOrdinal(tx, projectId),
      favouredStrategyId: favouredStrategyId(project, fields.answer, subset),
    },
    select: { id: true, ordinal: true },
  });
}

function parseFields(input: ProblemFieldsInput): ProblemFields {
  const parsed = problemFieldsSchema.safeParse({
    ...input,
    text: canonicalText(input.text.replaceAll("\r\n", "\n")).text,
    answer: canonicalText(input.answer).text.trim(),
  });
  if (parsed.success) return parsed.data;
  throw new Invalid(firstIssue(parsed.error));
}

/** Puts problems into a subset, or back under the rule with `auto`; their pairs follow. Returns how many changed. */
export async function setSubset(
  actor: Actor,
  projectId: number,
  problemIds: readonly number[],
  subset: SubsetChoice,
): Promise<number> {
  return db().$transaction(async (tx) => {
    const project = await readProject(tx, projectId);
    if (subset !== "auto" && !project.strategies.some((strategy) => strategy.id === subset)) {
      throw new NotFound(
        `Strategy ${subset} is not one of ${project.name}'s two. Reload the page.`,
      );
    }
    const problems = await requireProblems(tx, projectId, problemIds);
    let changed = 0;
    for (const strategy of project.strategies) {
      const ids = problems
        .filter((problem) => problem.favouredStrategyId !== strategy.id)
        .filter((problem) => favouredStrategyId(project, problem.answer, subset) === strategy.id)
        .map((problem) => problem.id);
      if (ids.length === 0) continue;
      await moveTo(tx, ids, strategy.id);
      changed += ids.length;
    }
    if (changed === 0) return 0;
    await recordAudit(tx, actor, {
      action: "problem.set-subset",
      projectId,
      subject: subjectOf(projectId, problemIds),
      after: String(subset),
      details: { changed, problems: problemIds.length },
    });
    await notify(tx, { topic: "problem", projectId });
    await notify(tx, { topic: "pair", projectId });
    return changed;
  });
}

/** The pairs carry a copy for lists and facets. */
async function moveTo(tx: Tx, problemIds: number[], favouredId: number): Promise<void> {
  await tx.problem.updateMany({
    where: { id: { in: problemIds } },
    data: { favouredStrategyId: favouredId },
  });
  await tx.pair.updateMany({
    where: { problemId: { in: problemIds } },
    data: { favouredStrategyId: favouredId, updatedAt: new Date() },
  });
}

/** Keeps problems for evaluation (never taught), or gives them back to teaching. */
export async function setHeldOut(
  actor: Actor,
  projectId: number,
  problemIds: readonly number[],
  heldOut: boolean,
): Promise<void> {
  await change(actor, projectId, problemIds, {
    action: heldOut ? "problem.hold-out" : "problem.give-back",
    data: { heldOut },
  });
}

/** Puts problems away; what was made of them stays. */
export async function archiveProblems(
  actor: Actor,
  projectId: number,
  problemIds: readonly number[],
): Promise<void> {
  await change(actor, projectId, problemIds, {
    action: "problem.archive",
    data: { archivedAt: new Date() },
  });
}

export async function restoreProblems(
  actor: Actor,
  projectId: number,
  problemIds: readonly number[],
): Promise<void> {
  await change(actor, projectId, problemIds, {
    action: "problem.restore",
    data: { archivedAt: null },
  });
}

interface ProblemChange {
  readonly action: string;
  readonly data: { readonly heldOut: boolean } | { readonly archivedAt: Date | null };
}

async function change(
  actor: Actor,
  projectId: number,
  problemIds: readonly number[],
  { action, data }: ProblemChange,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const problems = await requireProblems(tx, projectId, problemIds);
    await tx.problem.updateMany({ where: { id: { in: problems.map(({ id }) => id) } }, data });
    await recordAudit(tx, actor, {
      action,
      projectId,
      subject: subjectOf(projectId, problemIds),
      details: { problems: problems.length },
    });
    const [only] = problems;
    const id = problems.length === 1 && only ? { id: only.id } : {};
    await notify(tx, { topic: "problem", projectId, ...id });
  });
}

function subjectOf(projectId: number, problemIds: readonly number[]): string {
  return problemIds.length === 1 ? `problem:${problemIds[0]}` : `project:${projectId}`;
}

async function requireProblems(tx: Tx, projectId: number, problemIds: readonly number[]) {
  const wanted = [...new Set(problemIds)];
  const found = await tx.problem.findMany({
    where: { id: { in: wanted }, projectId },
    select: { id: true, answer: true, favouredStrategyId: true },
  });
  if (wanted.length > 0 && found.length === wanted.length) return found;
  const known = new Set(found.map((problem) => problem.id));
  const missing = wanted.find((id) => !known.has(id));
  throw new NotFound(
    missing === undefined
      ? "No problem was chosen. Mark one in the list."
      : `There is no problem ${missing} in this project. Reload the list.`,
  );
}
