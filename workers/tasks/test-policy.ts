import { type EndpointTest, testEndpoint } from "#lib/adapters/inference/test-endpoint.ts";
import { StudioError } from "#lib/errors.ts";
import { systemActor } from "#lib/member/actor.ts";
import { getPolicyConnection, type PolicyConnection } from "#lib/policy/connection/queries.ts";
import { recordPolicyTest } from "#lib/policy/mutations.ts";

/** Asks a policy's endpoint a small question and writes on the policy what came of it. */
export async function testPolicy(
  { policyId }: { readonly policyId: number },
  signal?: AbortSignal,
): Promise<void> {
  await recordPolicyTest(systemActor, policyId, await tested(policyId, signal));
}

/** A policy that has no endpoint, or whose endpoint is not ready, is an answer too: the sentence says so. */
async function tested(policyId: number, signal: AbortSignal | undefined): Promise<EndpointTest> {
  try {
    return await testConnection(await getPolicyConnection(systemActor, policyId), signal);
  } catch (thrown) {
    if (!(thrown instanceof StudioError) || thrown.code === "not-found") throw thrown;
    return { ok: false, message: thrown.message };
  }
}

function testConnection(
  connection: PolicyConnection,
  signal: AbortSignal | undefined,
): Promise<EndpointTest> {
  const { baseUrl, apiKey, settings } = connection;
  return testEndpoint(
    { baseUrl, apiKey: apiKey ?? undefined, model: settings.model, api: settings.api },
    signal,
  );
}
