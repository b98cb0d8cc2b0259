import { db } from "../../adapters/db/client.ts";
import { notify } from "../../adapters/db/events.ts";
import type { PolicyTest } from "../schema.ts";

/** What the worker last saw of a policy's endpoint, by a test or in a run. A fact, not a decision: replaced, not audited. */
export async function recordPolicyHealth(
  policyId: number,
  seen: { readonly ok: boolean; readonly message: string },
): Promise<void> {
  const lastTest: PolicyTest = { at: new Date().toISOString(), state: "done", ...seen };
  await db().$transaction(async (tx) => {
    const policy = await tx.policy.update({
      where: { id: policyId },
      data: { lastTest },
      select: { projectId: true },
    });
    await notify(tx, { topic: "policy", projectId: policy.projectId, id: policyId });
  });
}
