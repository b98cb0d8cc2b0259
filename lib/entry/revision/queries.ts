import type { Tx } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import { parseSpans } from "./columns.ts";
import type { PairTexts, PartText } from "./schema.ts";

/** Both attempts' texts of a composition. Throws `NotFound` when a body is missing. */
export async function readPairTexts(
  tx: Tx,
  ids: { readonly firstId: number; readonly secondId: number | null },
): Promise<PairTexts> {
  const wanted = ids.secondId === null ? [ids.firstId] : [ids.firstId, ids.secondId];
  const rows = await tx.trajectoryBody.findMany({
    where: { trajectoryId: { in: wanted } },
    select: { trajectoryId: true, text: true, spans: true },
  });
  const part = (id: number): PartText => {
    const row = rows.find((body) => body.trajectoryId === id);
    if (!row)
      throw new NotFound(
        `Trajectory ${id} has no stored text. Restore the database from a backup.`,
      );
    return { text: row.text, spans: parseSpans(row.spans) };
  };
  return {
    first: part(ids.firstId),
    second: ids.secondId === null ? null : part(ids.secondId),
  };
}
