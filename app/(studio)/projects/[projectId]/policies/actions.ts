"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { localActor } from "#lib/member/actor.ts";
import {
  archivePolicy,
  createPolicy,
  requestPolicyTest,
  restorePolicy,
  updatePolicy,
} from "#lib/policy/mutations.ts";
import { policySettingsSchema } from "#lib/policy/schema.ts";

const idSchema = z.int().positive();
const newPolicySchema = z.object({
  name: z.string(),
  settings: policySettingsSchema,
  key: z.string().nullable().optional(),
});

export async function createPolicyAction(projectId: unknown, input: unknown) {
  return runAction(async () => {
    const { key, ...policy } = newPolicySchema.parse(input);
    const secret = key ? { key } : {};
    await createPolicy(localActor, idSchema.parse(projectId), {
      ...policy,
      ...secret,
      kind: "openai-compatible",
    });
    return { keyDropped: false };
  });
}

export async function updatePolicyAction(projectId: unknown, policyId: unknown, input: unknown) {
  return runAction(() => {
    const { key, ...changes } = newPolicySchema.parse(input);
    return updatePolicy(localActor, idSchema.parse(projectId), idSchema.parse(policyId), {
      ...changes,
      ...(key === undefined ? {} : { key }),
    });
  });
}

export async function testPolicyAction(projectId: unknown, policyId: unknown) {
  return runAction(async () => {
    await requestPolicyTest(localActor, idSchema.parse(projectId), idSchema.parse(policyId));
    return null;
  });
}

export async function archivePolicyAction(projectId: unknown, policyId: unknown) {
  return runAction(async () => {
    await archivePolicy(localActor, idSchema.parse(projectId), idSchema.parse(policyId));
    return null;
  });
}

export async function restorePolicyAction(projectId: unknown, policyId: unknown) {
  return runAction(async () => {
    await restorePolicy(localActor, idSchema.parse(projectId), idSchema.parse(policyId));
    return null;
  });
}
