import { db } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { attemptInclude, attemptOf } from "#lib/pair/inspector/queries.ts";
import type { InspectorStrategy } from "#lib/pair/inspector/schema.ts";
import { textFixesSchema } from "../schema.ts";
import type { AttemptData } from "./schema.ts";

const pairsShown = 20;

/** One trajectory with its text, grades and the pairs it stands in. Throws `NotFound`, also for another project's. */
export async function getAttempt(
  _actor: Actor,
  projectId: number,
  trajectoryId: number,
): Promise<AttemptData> {
  const row = await readAttempt(projectId, trajectoryId);
  const favoured = row.problem.favoured;
  const pairs = [
    ...row.pairsFirst.map(({ id }) => ({ id, part: "first" as const })),
    ...row.pairsSecond.map(({ id }) => ({ id, part: "second" as const })),
  ];
  return {
    projectId,
    attempt: attemptOf(row, strategyOf(row.strategy)),
    problem: {
      id: row.problem.id,
      ordinal: row.problem.ordinal,
      text: row.problem.text,
      answer: row.problem.answer,
      favoured: favoured ? strategyOf(favoured) : null,
    },
    runId: row.runId,
    characters: row.characters,
    contentSha256: row.contentSha256,
    sentSha256: row.sentSha256,
    isTruncated: row.isTruncated,
    fixes: textFixesSchema.parse(row.body?.fixes ?? {}),
    grades: await readGrades(trajectoryId),
    pairs: pairs.toSorted((a, b) => b.id - a.id),
  };
}

async function readAttempt(projectId: number, trajectoryId: number) {
  const row = await db().trajectory.findFirst({
    where: { id: trajectoryId, projectId },
    include: {
      ...attemptInclude,
      strategy: true,
      problem: { include: { favoured: true } },
      pairsFirst: { orderBy: { id: "desc" }, take: pairsShown, select: { id: true } },
      pairsSecond: { orderBy: { id: "desc" }, take: pairsShown, select: { id: true } },
    },
  });
  if (row) return row;
  throw new NotFound(
    `There is no trajectory ${trajectoryId} in this project. Open Trajectories, then Attempts, and choose one.`,
    { fields: { trajectoryId } },
  );
}

type StoredStrategy = Omit<InspectorStrategy, "position"> & { readonly position: number };

function strategyOf({ id, position, sign, name, subsetName }: StoredStrategy): InspectorStrategy {
  return { id, position: position === 1 ? 1 : 2, sign, name, subsetName };
}

async function readGrades(trajectoryId: number): Promise<AttemptData["grades"]> {
  const rows = await db().grade.findMany({
    where: { trajectoryId },
    orderBy: { id: "desc" },
    take: 50,
  });
  return rows.map(({ createdAt, trajectoryId: _, ...grade }) => ({ ...grade, at: createdAt }));
}
