import { db } from "#lib/adapters/db/client.ts";
import { enqueue } from "#lib/adapters/queue/queue.ts";

export interface StartUpOptions {
  /** False after `--no-sample`. */
  readonly wantsSample: boolean;
}

/** What happens once at a start, in this order, after the database is up to date. */
export const startUpSteps: readonly {
  readonly label: string;
  readonly run: (options: StartUpOptions) => Promise<void>;
}[] = [{ label: "Sample project", run: seedSample }];

/** Only a Studio that holds nothing yet gets the sample; the worker makes and runs it. */
async function seedSample({ wantsSample }: StartUpOptions): Promise<void> {
  if (!wantsSample || (await db().project.count()) > 0) return;
  await db().$transaction((tx) => enqueue(tx, "seed-sample", {}));
}
