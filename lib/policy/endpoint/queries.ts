import { db } from "../../adapters/db/client.ts";
import { decryptSecret } from "../../adapters/secrets/secrets.ts";
import { NotFound } from "../../errors.ts";
import { systemActor } from "../../member/actor.ts";
import { readSystemState } from "../../system/queries.ts";
import { type PolicyKindName, type PolicySettings, policySettingsSchema } from "../schema.ts";

/** A policy as a worker calls it. `unready` says why it cannot be called now; null when it can. */
export interface Endpoint {
  readonly policyId: number;
  readonly name: string;
  readonly kind: PolicyKindName;
  readonly settings: PolicySettings;
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | undefined;
  readonly unready: string | null;
}

/** Address, key and settings of a policy; an embedded one's come from the model server's own announcement. */
export async function getEndpoint(policyId: number): Promise<Endpoint> {
  const policy = await db().policy.findUnique({ where: { id: policyId } });
  if (!policy) throw new NotFound(`There is no policy ${policyId}.`);
  const settings = policySettingsSchema.parse(policy.settings);
  const base = { policyId, name: policy.name, settings } as const;
  if (policy.kind === "recorded") {
    return { ...base, kind: "recorded", baseUrl: "", model: "", key: undefined, unready: null };
  }
  if (policy.isEmbedded)
    return { ...base, kind: "openai-compatible", ...(await embeddedAddress()) };
  return {
    ...base,
    kind: "openai-compatible",
    baseUrl: settings.baseUrl,
    model: settings.model,
    key: policy.keyCipher ? decryptSecret(policy.keyCipher) : undefined,
    unready: null,
  };
}

async function embeddedAddress(): Promise<Pick<Endpoint, "baseUrl" | "model" | "key" | "unready">> {
  const server = (await readSystemState(systemActor, "model-server"))?.value;
  if (server?.state !== "ready") {
    const unready = server?.message || "The embedded model is still starting.";
    return { baseUrl: "", model: "", key: undefined, unready };
  }
  return { baseUrl: server.baseUrl, model: server.model, key: server.token, unready: null };
}
