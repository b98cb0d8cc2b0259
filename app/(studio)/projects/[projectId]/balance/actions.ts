"use server";

import { z } from "zod";
import { runAction } from "#app/action-result.ts";
import { saveBalanceRule } from "#lib/balance/mutations.ts";
import { listOutPairs, previewBalance } from "#lib/balance/queries.ts";
import { localActor } from "#lib/member/actor.ts";
import { balanceRuleSchema, dropCodeSchema } from "#lib/method/balance/schema.ts";

const idSchema = z.int().positive();

export async function previewRuleAction(projectId: unknown, rule: unknown) {
  return runAction(() =>
    previewBalance(localActor, {
      projectId: idSchema.parse(projectId),
      rule: balanceRuleSchema.parse(rule),
    }),
  );
}

export async function saveRuleAction(projectId: unknown, rule: unknown) {
  return runAction(() =>
    saveBalanceRule(localActor, {
      projectId: idSchema.parse(projectId),
      rule: balanceRuleSchema.parse(rule),
    }),
  );
}

export async function listOutAction(projectId: unknown, rule: unknown, code: unknown) {
  return runAction(() =>
    listOutPairs(localActor, {
      projectId: idSchema.parse(projectId),
      rule: balanceRuleSchema.parse(rule),
      code: dropCodeSchema.parse(code),
      limit: 200,
    }),
  );
}
