import { Client } from "pg";
import { z } from "zod";
import { databaseUrl } from "../../env.ts";
import type { Db, Tx } from "./client.ts";

const channel = "studio";

export const eventTopics = [
  "project",
  "problem",
  "policy",
  "prompt",
  "run",
  "pair",
  "entry",
  "dataset",
  "balance",
  "system",
] as const;

/** Something changed. `projectId` null: concerns the whole Studio. `id` names the row where one row is meant. */
export const studioEventSchema = z.object({
  topic: z.enum(eventTopics),
  projectId: z.int().nullable(),
  id: z.int().optional(),
});
export type StudioEvent = z.infer<typeof studioEventSchema>;

/** Announces a change; inside a transaction it is delivered at commit and never for a rollback. */
export async function notify(tx: Tx | Db, event: StudioEvent): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify(event)})`;
}

/** Calls `onEvent` for every announced change until `stop()`; `onLost` when the connection ends. */
export async function listen(
  onEvent: (event: StudioEvent) => void,
  onLost: (cause: unknown) => void,
): Promise<{ stop: () => Promise<void> }> {
  const client = new Client({ connectionString: databaseUrl() });
  let stopped = false;
  client.on("error", (error) => {
    if (!stopped) onLost(error);
  });
  client.on("end", () => {
    if (!stopped) onLost(new Error("the database closed the connection"));
  });
  client.on("notification", (message) => {
    const parsed = studioEventSchema.safeParse(JSON.parse(message.payload ?? "null"));
    if (parsed.success) onEvent(parsed.data);
  });
  await client.connect();
  await client.query(`LISTEN ${channel}`);
  return {
    stop: async () => {
      stopped = true;
      await client.end();
    },
  };
}
