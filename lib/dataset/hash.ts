import { createHash } from "node:crypto";
import type { EntrySegment } from "../method/splice/schema.ts";
import type { Split } from "./schema.ts";

/**
 * A row's id: SHA-256 of the problem's content hash and of every segment, the student's prompt among them. Same
 * content, same id, in any database; a changed mask changes it too.
 */
export function rowSha256(problemSha256: string, segments: readonly EntrySegment[]): string {
  const parts = segments.map(({ role, kind, trained, text }) => [role, kind, trained, text]);
  return createHash("sha256")
    .update(JSON.stringify(["dualdistill-row/1", problemSha256, parts]))
    .digest("hex");
}

/** The dataset's hash, from its rows in canonical order (by id). */
export function datasetSha256(
  rows: readonly { readonly rowSha256: string; readonly split: Split }[],
): string {
  const hash = createHash("sha256").update("dualdistill-dataset/1\n");
  for (const row of rows) hash.update(`${row.rowSha256} ${row.split}\n`);
  return hash.digest("hex");
}
