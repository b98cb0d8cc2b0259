import type { JobHandlers } from "#lib/adapters/queue/queue.ts";
import { exportDataset } from "./export-dataset.ts";
import { importFile } from "./import-file.ts";
import { testPolicy } from "./test-policy.ts";

/** What this worker does for each job of the queue. */
export const jobHandlers: JobHandlers = {
  "export-dataset": exportDataset,
  "import-file": importFile,
  "test-policy": testPolicy,
};
