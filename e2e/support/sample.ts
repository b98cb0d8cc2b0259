import { setTimeout as sleep } from "node:timers/promises";
import { db } from "#lib/adapters/db/client.ts";

/** The sample project, once it holds a correction to look at; it fills by itself while the specs run. */
export async function sampleWithCorrection(): Promise<{ projectId: number; pairId: number }> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    const pair = await db().pair.findFirst({
      where: {
        project: { isSample: true },
        caseOf: "c01",
        verdict: "pending",
        entry: { state: "active" },
      },
      orderBy: { id: "asc" },
      select: { id: true, projectId: true },
    });
    if (pair) return { projectId: pair.projectId, pairId: pair.id };
    await sleep(500);
  }
  throw new Error("the sample project has no pending correction after 4 minutes");
}
