import type { JobHandlers } from "#lib/adapters/queue/queue.ts";
import { exportDataset } from "./export-dataset.ts";
import { type ImportParts, importFile } from "./import-file.ts";
import { settlePairs } from "./settle-pairs.ts";
import { testPolicy } from "./test-policy.ts";

/** What this worker does for each job of the queue. */
export function jobHandlers(parts: ImportParts): JobHandlers {
  return {
    "export-dataset": exportDataset,
    "import-file": (payload) => importFile(parts, payload),
    "settle-pairs": settlePairs,
    "test-policy": testPolicy,
  };
}
