import { localActor } from "#lib/member/actor.ts";
import { readSystemState } from "#lib/system/queries.ts";
import { workerSilenceMs } from "#lib/system/schema.ts";

export interface Health {
  readonly ok: boolean;
  readonly database: "ready" | "away";
  readonly worker: "ready" | "silent" | "not-started";
}

const patienceMs = 3_000;

/** Readiness is progress, not a live process: the database answers, and the worker said something lately. */
export async function readHealth(): Promise<Health> {
  try {
    const fact = await withinPatience(readSystemState(localActor, "worker"));
    if (!fact) return { ok: false, database: "ready", worker: "not-started" };
    const isSilent = Date.now() - fact.updatedAt.getTime() > workerSilenceMs;
    return { ok: !isSilent, database: "ready", worker: isSilent ? "silent" : "ready" };
  } catch {
    return { ok: false, database: "away", worker: "silent" };
  }
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), patienceMs);
  });
  return await Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
