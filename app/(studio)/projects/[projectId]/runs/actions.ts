"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { localActor } from "#lib/member/actor.ts";
import { cancelRun, pauseRun, resumeRun, retryFailed } from "#lib/run/mutations.ts";

const idSchema = z.int().positive();

export async function pauseRunAction(runId: unknown) {
  return runAction(async () => {
    await pauseRun(localActor, idSchema.parse(runId));
    return null;
  });
}

export async function resumeRunAction(runId: unknown) {
  return runAction(async () => {
    await resumeRun(localActor, idSchema.parse(runId));
    return null;
  });
}

export async function cancelRunAction(runId: unknown) {
  return runAction(async () => {
    await cancelRun(localActor, idSchema.parse(runId));
    return null;
  });
}

export async function retryRunAction(runId: unknown) {
  return runAction(async () => {
    await retryFailed(localActor, idSchema.parse(runId));
    return null;
  });
}
