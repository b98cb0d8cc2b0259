"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { localActor } from "#lib/member/actor.ts";
import {
  addProblem,
  archiveProblems,
  restoreProblems,
  setHeldOut,
  setSubset,
} from "#lib/problem/mutations.ts";
import { problemFieldsSchema, subsetChoiceSchema } from "#lib/problem/schema.ts";

const idSchema = z.int().positive();

export async function addProblemAction(projectId: unknown, input: unknown) {
  return runAction(() =>
    addProblem(localActor, idSchema.parse(projectId), problemFieldsSchema.parse(input)),
  );
}

export async function setSubsetAction(projectId: unknown, problemId: unknown, subset: unknown) {
  return runAction(async () => {
    const ids = [idSchema.parse(problemId)];
    await setSubset(localActor, idSchema.parse(projectId), ids, subsetChoiceSchema.parse(subset));
    return null;
  });
}

export async function setHeldOutAction(projectId: unknown, problemId: unknown, heldOut: unknown) {
  return runAction(async () => {
    const ids = [idSchema.parse(problemId)];
    await setHeldOut(localActor, idSchema.parse(projectId), ids, z.boolean().parse(heldOut));
    return null;
  });
}

export async function archiveProblemAction(projectId: unknown, problemId: unknown) {
  return runAction(async () => {
    await archiveProblems(localActor, idSchema.parse(projectId), [idSchema.parse(problemId)]);
    return null;
  });
}

export async function restoreProblemAction(projectId: unknown, problemId: unknown) {
  return runAction(async () => {
    await restoreProblems(localActor, idSchema.parse(projectId), [idSchema.parse(problemId)]);
    return null;
  });
}
