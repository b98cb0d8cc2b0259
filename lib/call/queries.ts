import { gunzipSync } from "node:zlib";
import { db } from "../adapters/db/client.ts";

/** A model call as it was stored: the exact request and the raw response. */
export interface StoredCall {
  readonly turn: number;
  readonly lease: number;
  readonly requestSha256: string;
  readonly response: string;
  readonly latencyMs: number;
}

/** Turns that earlier leases of this unit stored, newest lease first within a turn. */
export async function listStoredCalls(unitId: number): Promise<StoredCall[]> {
  const rows = await db().call.findMany({
    where: { unitId },
    orderBy: [{ turn: "asc" }, { lease: "desc" }],
    select: { turn: true, lease: true, requestSha256: true, response: true, latencyMs: true },
  });
  return rows.map((row) => ({ ...row, response: gunzipSync(row.response).toString("utf8") }));
}
