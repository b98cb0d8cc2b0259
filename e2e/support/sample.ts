import { setTimeout as sleep } from "node:timers/promises";
import { db } from "#lib/adapters/db/client.ts";

/** The sample project, once it holds corrections to look at; it fills by itself while the specs run. */
export async function sampleWithCorrection(
  atLeast = 1,
): Promise<{ projectId: number; pairId: number }> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    const pairs = await db().pair.findMany({
      where: {
        project: { isSample: true },
        caseOf: "c01",
        verdict: "pending",
        entry: { state: "active" },
      },
      orderBy: { id: "asc" },
      take: atLeast,
      select: { id: true, projectId: true },
    });
    const [pair] = pairs;
    if (pair && pairs.length === atLeast) return { projectId: pair.projectId, pairId: pair.id };
    await sleep(500);
  }
  throw new Error(`the sample project has not ${atLeast} pending corrections after 4 minutes`);
}
