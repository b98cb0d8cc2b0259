import type { Tx } from "#lib/adapters/db/client.ts";
import type { BufferPair } from "#lib/balance/schema.ts";
import { NotFound } from "#lib/errors.ts";
import type { StudentTokenizer } from "#lib/method/tokens/schema.ts";
import { specialTokenIn } from "#lib/method/tokens/special-tokens.ts";
import { rowSha256 } from "../../hash.ts";
import { readStoredEntries } from "../../rows/queries.ts";
import { renderStored } from "../../rows/render-row.ts";

/** What is kept of a row's text once it was read: the text itself is not. */
export interface ReadRow {
  readonly revisionId: number;
  readonly rowSha256: string;
  readonly hasSpecialToken: boolean;
}

export interface RowTexts {
  /** Reads the texts of these entries, those read before excepted. */
  read(pairs: readonly BufferPair[]): Promise<void>;
  /** What was read of this entry. Throws when it was not. */
  rowOf(pair: BufferPair): ReadRow;
}

// Few enough that the longest texts stay small in memory.
const batchSize = 100;

/** Reads texts in small batches inside the caller's snapshot and keeps their hashes. */
export function createRowTexts(
  tx: Tx,
  studentPrompt: string,
  tokenizer: StudentTokenizer | null,
): RowTexts {
  const rows = new Map<number, ReadRow>();
  return {
    async read(pairs) {
      const wanted = pairs.flatMap(({ revisionId }) =>
        revisionId === null || rows.has(revisionId) ? [] : [revisionId],
      );
      for (let at = 0; at < wanted.length; at += batchSize) {
        for (const entry of await readStoredEntries(tx, wanted.slice(at, at + batchSize))) {
          const { revisionId, problemSha256 } = entry;
          const segments = renderStored(entry, studentPrompt);
          const hasSpecialToken =
            tokenizer !== null && specialTokenIn(segments, tokenizer) !== null;
          rows.set(revisionId, {
            revisionId,
            rowSha256: rowSha256(problemSha256, segments),
            hasSpecialToken,
          });
        }
      }
    },
    rowOf(pair) {
      const row = rows.get(pair.revisionId ?? -1);
      if (row === undefined)
        throw new NotFound(
          `The text of pair ${pair.pairId} is missing. Restore the database from a backup.`,
        );
      return row;
    },
  };
}
