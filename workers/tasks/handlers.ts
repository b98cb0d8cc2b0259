import type { Logger } from "pino";
import type { JobHandlers } from "#lib/adapters/queue/queue.ts";
import type { Toolbox } from "../toolbox.ts";
import { exportDataset } from "./export-dataset.ts";

interface HandlerParts {
  readonly log: Logger;
  readonly toolbox: Toolbox;
}

/** What this worker does for each job of the queue. */
export function jobHandlers(_parts: HandlerParts): JobHandlers {
  return {
    "export-dataset": exportDataset,
  };
}
