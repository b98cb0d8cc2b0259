import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { db } from "../adapters/db/client.ts";
import { LeaseLost } from "../unit/mutations.ts";
import type { LeasedUnit } from "../unit/schema.ts";

export interface CallToStore {
  readonly turn: number;
  /** The exact JSON body that was sent; holds no key. */
  readonly request: string;
  /** The raw response body, as it came and before anything parsed it. */
  readonly response: string;
  readonly latencyMs: number;
  /** The lease whose stored response this one repeats, when it was not asked for again. */
  readonly adoptedFromLease?: number;
}

/** What a request is known by: the SHA-256 of its exact body. */
export function requestSha256(request: string): string {
  return createHash("sha256").update(request).digest("hex");
}

/** Keeps a paid-for response before it is parsed. Throws `LeaseLost`, and stores nothing, when the unit is no longer ours. */
export async function storeCall(unit: LeasedUnit, call: CallToStore): Promise<void> {
  const stored = await db().$executeRaw`
    INSERT INTO call (unit_id, lease, turn, request_sha256, request, response, latency_ms, adopted_from_lease)
    SELECT ${unit.id}, ${unit.lease}, ${call.turn}, ${requestSha256(call.request)}, ${gzipSync(call.request)},
      ${gzipSync(call.response)}, ${Math.round(call.latencyMs)}, ${call.adoptedFromLease ?? null}::int
    WHERE EXISTS (SELECT 1 FROM unit WHERE id = ${unit.id} AND lease = ${unit.lease} AND state = 'leased')`;
  if (stored !== 1) throw new LeaseLost(unit);
}

/** Notes what the parsed response said, for the run's figures; the raw body stays what it is. */
export async function describeCall(
  unit: LeasedUnit,
  turn: number,
  facts: { model: string; finishReason: string; promptTokens: number; completionTokens: number },
): Promise<void> {
  await db().call.updateMany({ where: { unitId: unit.id, lease: unit.lease, turn }, data: facts });
}
