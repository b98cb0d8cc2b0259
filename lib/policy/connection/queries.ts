import { db } from "#lib/adapters/db/client.ts";
import { decryptSecret } from "#lib/adapters/secrets/secrets.ts";
import { Invalid, NotFound, Unavailable } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { readSystemState } from "#lib/system/queries.ts";
import { type PolicySettings, policySettingsSchema } from "../schema.ts";

/** Everything a worker needs to call a policy's endpoint. Never sent to a page, never logged. */
export interface PolicyConnection {
  readonly policyId: number;
  readonly projectId: number;
  readonly name: string;
  readonly isEmbedded: boolean;
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly settings: PolicySettings;
}

/**
 * The endpoint behind a policy, its key decrypted. Throws `NotFound`, `Invalid` for a recorded policy, and `Unavailable`
 * while the embedded model is not ready.
 */
export async function getPolicyConnection(
  actor: Actor,
  policyId: number,
): Promise<PolicyConnection> {
  const row = await db().policy.findUnique({
    where: { id: policyId },
    select: {
      id: true,
      projectId: true,
      name: true,
      kind: true,
      isEmbedded: true,
      settings: true,
      keyCipher: true,
    },
  });
  if (!row) throw new NotFound(`There is no policy ${policyId}.`, { fields: { policyId } });
  if (row.kind === "recorded") {
    throw new Invalid(`${row.name} holds recorded trajectories: it has no endpoint to call.`, {
      fields: { policyId },
    });
  }
  const { id, projectId, name, isEmbedded } = row;
  const settings = policySettingsSchema.parse(row.settings);
  const endpoint = isEmbedded
    ? await embeddedEndpoint(actor)
    : await ownEndpoint(settings, row.keyCipher);
  return { policyId: id, projectId, name, isEmbedded, settings, ...endpoint };
}

function ownEndpoint(settings: PolicySettings, keyCipher: Uint8Array | null) {
  return { baseUrl: settings.baseUrl, apiKey: keyCipher ? decryptSecret(keyCipher) : null };
}

async function embeddedEndpoint(actor: Actor) {
  const server = (await readSystemState(actor, "model-server"))?.value;
  if (server?.state === "ready") return { baseUrl: server.baseUrl, apiKey: server.token || null };
  const why = server ? server.message || `it is ${server.state}` : "nothing has started it yet";
  throw new Unavailable(
    `The embedded model is not ready: ${why}. Start the Studio with \`npm start\` and wait until System says it is.`,
  );
}
