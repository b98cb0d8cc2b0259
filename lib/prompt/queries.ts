import { db, type Tx } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { CurrentPrompts, PromptOwner, PromptVersion } from "./schema.ts";

const select = {
  id: true,
  strategyId: true,
  use: true,
  version: true,
  text: true,
  sha256: true,
  createdBy: true,
  createdAt: true,
} as const;

/** The five prompts in force: the student's, and first and second of both strategies in order of position. */
export async function currentPrompts(_actor: Actor, projectId: number): Promise<CurrentPrompts> {
  return readCurrentPrompts(db(), projectId);
}

/** The same inside a transaction. Throws `NotFound` when one is missing. */
export async function readCurrentPrompts(tx: Tx, projectId: number): Promise<CurrentPrompts> {
  const strategies = await tx.strategy.findMany({
    where: { projectId },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  const rows = await tx.prompt.findMany({
    where: { projectId },
    distinct: ["strategyId", "use"],
    orderBy: [{ strategyId: "asc" }, { use: "asc" }, { version: "desc" }],
    select,
  });
  const find = (strategyId: number | null, use: PromptVersion["use"]): PromptVersion => {
    const row = rows.find((prompt) => prompt.strategyId === strategyId && prompt.use === use);
    if (row) return row;
    throw new NotFound(`Project ${projectId} has no ${use} prompt. Open Prompts and save one.`);
  };
  return {
    student: find(null, "student"),
    strategies: strategies.map(({ id }) => ({
      strategyId: id,
      first: find(id, "strategyFirst"),
      second: find(id, "strategySecond"),
    })),
  };
}

/** Every version of one prompt, newest first. */
export async function listPromptVersions(
  _actor: Actor,
  owner: PromptOwner,
): Promise<readonly PromptVersion[]> {
  return db().prompt.findMany({ where: owner, orderBy: { version: "desc" }, take: 200, select });
}
