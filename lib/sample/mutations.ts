import { db, type Tx } from "../adapters/db/client.ts";
import { readShippedText } from "../adapters/files/shipped.ts";
import type { Actor } from "../member/actor.ts";
import { createProblem } from "../problem/mutations.ts";
import { createProject } from "../project/mutations.ts";
import { readProject } from "../project/queries.ts";
import { startTeachRun } from "../run/mutations.ts";
import { type SampleProblemRow, sampleProblemSchema } from "./schema.ts";

const files = { train: "samples/problems.jsonl", heldOut: "samples/held-out.jsonl" } as const;

/**
 * The project that a first start makes, with the embedded teachers, and its stage 1 under way. Made once: a Studio that had
 * it gets none, nor does one that held other projects before `isFirstStart` (a command may have made some meanwhile).
 */
export async function ensureSampleProject(
  actor: Actor,
  isFirstStart = false,
): Promise<{ readonly projectId: number } | null> {
  const where = isFirstStart ? { isSample: true } : {};
  if ((await db().project.count({ where })) > 0) return null;
  const train = await readRows(files.train);
  const heldOut = await readRows(files.heldOut);
  const { id } = await createProject(actor, {
    name: "Numbers and facts",
    description: "Sample project: a small language model on this machine, both ways round",
    embedded: true,
    isSample: true,
    settings: { includePending: true },
  });
  await db().$transaction(async (tx) => {
    await addAll(tx, id, train, false);
    await addAll(tx, id, heldOut, true);
  });
  await startTeachRun(actor, id, {});
  return { projectId: id };
}

async function addAll(
  tx: Tx,
  projectId: number,
  rows: readonly SampleProblemRow[],
  heldOut: boolean,
): Promise<void> {
  const { strategies } = await readProject(tx, projectId);
  for (const { problem, answer, favours, topic, source } of rows) {
    const favoured = strategies.find((strategy) => strategy.position === favours);
    await createProblem(tx, projectId, {
      text: problem,
      answer,
      topic,
      source,
      difficulty: null,
      heldOut,
      subset: favoured ? favoured.id : "auto",
    });
  }
}

async function readRows(path: string): Promise<SampleProblemRow[]> {
  const lines = (await readShippedText(path)).split("\n").filter((line) => line !== "");
  return lines.map((line) => sampleProblemSchema.parse(JSON.parse(line)));
}
