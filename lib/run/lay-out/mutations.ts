import type { Tx } from "../../adapters/db/client.ts";
import { drawZ } from "../../method/teacher-distillation/draw.ts";
import type { TeachSettings } from "../schema.ts";

export interface TeachProblem {
  readonly id: number;
  readonly contentSha256: string;
  readonly favouredStrategyId: number | null;
}

interface LayOut {
  readonly projectId: number;
  readonly runId: number;
  readonly settings: TeachSettings;
  readonly problems: readonly TeachProblem[];
}

const batchSize = 2_000;

/** One pair and its first unit for every problem, in batches (Algorithm 1, lines 3–5: z decides who goes first). */
export async function layOutTeachRun(tx: Tx, work: LayOut): Promise<void> {
  for (let i = 0; i < work.problems.length; i += batchSize) {
    await layOutBatch(tx, work, work.problems.slice(i, i + batchSize));
  }
  await tx.$executeRaw`ANALYZE unit`;
}

async function layOutBatch(tx: Tx, work: LayOut, problems: readonly TeachProblem[]): Promise<void> {
  const { settings, projectId, runId } = work;
  const attempts = await attemptsSoFar(tx, problems);
  const rows = problems.map((problem) => {
    const attempt = (attempts.get(problem.id) ?? 0) + 1;
    const z = drawZ(settings.seed, problem.contentSha256, attempt);
    return {
      projectId,
      runId,
      problemId: problem.id,
      attempt,
      z,
      firstStrategyId: firstOf(settings, z).strategyId,
      favouredStrategyId: problem.favouredStrategyId,
      isLatest: attempt === 1,
      findings: [],
    };
  });
  const pairs = await tx.pair.createManyAndReturn({
    data: rows,
    select: { id: true, problemId: true, z: true },
  });
  await tx.unit.createMany({
    data: pairs.map((pair) => {
      const strategy = firstOf(settings, pair.z);
      return {
        runId,
        problemId: pair.problemId,
        pairId: pair.id,
        what: "first" as const,
        policyId: strategy.policyId,
        needsTools: strategy.usesTools,
      };
    }),
  });
}

async function attemptsSoFar(
  tx: Tx,
  problems: readonly TeachProblem[],
): Promise<Map<number, number>> {
  const groups = await tx.pair.groupBy({
    by: ["problemId"],
    where: { problemId: { in: problems.map((problem) => problem.id) } },
    _max: { attempt: true },
  });
  return new Map(groups.map((group) => [group.problemId, group._max.attempt ?? 0]));
}

function firstOf(settings: TeachSettings, z: number): TeachSettings["strategies"][number] {
  return z === 1 ? settings.strategies[0] : settings.strategies[1];
}
