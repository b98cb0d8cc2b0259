// What a spec needs before it begins and is not about: made through the same mutations as the pages use.
import { closeDb, db } from "#lib/adapters/db/client.ts";
import { closeQueue } from "#lib/adapters/queue/queue.ts";
import { pointAtDatabase } from "#lib/env.ts";
import { localActor } from "#lib/member/actor.ts";
import { assignPolicy, createPolicy } from "#lib/policy/mutations.ts";
import { addProblem } from "#lib/problem/mutations.ts";
import { createProject } from "#lib/project/mutations.ts";
import type { ProjectSettingsInput } from "#lib/project/schema.ts";
import type { PairSeed } from "#lib/project/seed/schema.ts";
import { startTeachRun } from "#lib/run/mutations.ts";
import type { RunningStudio } from "./studio-place.ts";

/** Lets this process write where the Studio reads; call the result when done. */
export function openSeeding(studio: RunningStudio): () => Promise<void> {
  pointAtDatabase(studio.databaseUrl);
  return async () => {
    await closeQueue();
    await closeDb();
  };
}

/** A name that no other spec, and no earlier run of this one, has used. */
export function freshName(what: string): string {
  return `${what} ${Date.now().toString(36)}`;
}

interface ScriptedProject {
  readonly name: string;
  /** Base URL of the server that plays both teachers. */
  readonly teacherUrl: string;
  readonly problems: readonly { readonly text: string; readonly answer: string }[];
  readonly pair?: PairSeed;
  readonly settings?: ProjectSettingsInput;
  readonly maxInFlight?: number;
}

/** A project whose strategies are both taught by a server of the spec's own. */
export async function seedScriptedProject(wanted: ScriptedProject): Promise<number> {
  const { id } = await createProject(localActor, {
    name: wanted.name,
    embedded: false,
    ...(wanted.pair ? { pair: wanted.pair } : {}),
    ...(wanted.settings ? { settings: wanted.settings } : {}),
  });
  const policy = await createPolicy(localActor, id, {
    name: "scripted",
    kind: "openai-compatible",
    settings: {
      baseUrl: wanted.teacherUrl,
      model: "scripted",
      api: "completions",
      maxInFlight: wanted.maxInFlight ?? 4,
    },
  });
  const strategies = await db().strategy.findMany({ where: { projectId: id } });
  for (const strategy of strategies) await assignPolicy(localActor, id, strategy.id, policy.id);
  for (const problem of wanted.problems) await addProblem(localActor, id, problem);
  return id;
}

export async function seedEmptyProject(name: string): Promise<number> {
  return (await createProject(localActor, { name, embedded: false })).id;
}

/** Starts stage 1 over everything that waits; returns the run's number. */
export async function seedRun(projectId: number): Promise<number> {
  return (await startTeachRun(localActor, projectId, {})).runId;
}

/** Waits until a run is over; throws after `timeoutMs`. */
export async function untilRunIsOver(runId: number, timeoutMs = 240_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
    if (!["queued", "running"].includes(run.status)) return;
    if (Date.now() > deadline)
      throw new Error(`run ${runId} is ${run.status} after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
