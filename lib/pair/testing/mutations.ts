import { createHash } from "node:crypto";
import { db, type Tx } from "#lib/adapters/db/client.ts";
import { systemActor } from "#lib/member/actor.ts";
import type { Outcome } from "#lib/method/grading/schema.ts";
import type { Span } from "#lib/method/trajectory/schema.ts";
import { createProject } from "#lib/project/mutations.ts";
import { recordGrade, recordTrajectory } from "#lib/trajectory/mutations.ts";
import { settlePair } from "../mutations.ts";

/** A project for tests of what happens to pairs. */
export interface TestProject {
  readonly projectId: number;
  /** Strategy and policy ids by position. */
  readonly strategyAt: Readonly<Record<1 | 2, number>>;
  readonly policyAt: Readonly<Record<1 | 2, number>>;
}

export interface TestAttempt {
  readonly text: string;
  readonly outcome: Outcome | null;
  readonly extracted?: string | null;
  readonly isTruncated?: boolean;
  readonly spans?: readonly Span[];
}

export interface TestPair {
  readonly problem: string;
  readonly answer: string;
  readonly starts: 1 | 2;
  readonly favours?: 1 | 2;
  readonly first: TestAttempt;
  readonly second: TestAttempt | null;
}

/** A project with the default pair of strategies and one recorded policy for each. */
export async function makeTestProject(name: string): Promise<TestProject> {
  const { id: projectId } = await createProject(systemActor, { name, embedded: false });
  const strategies = await db().strategy.findMany({
    where: { projectId },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  const policies = await Promise.all(
    ["one", "two"].map((label) =>
      db().policy.create({
        data: { projectId, name: `teacher ${label}`, kind: "recorded", settings: {} },
        select: { id: true },
      }),
    ),
  );
  return {
    projectId,
    strategyAt: { 1: strategies[0]?.id ?? 0, 2: strategies[1]?.id ?? 0 },
    policyAt: { 1: policies[0]?.id ?? 0, 2: policies[1]?.id ?? 0 },
  };
}

/** Stores a problem, both attempts with their grades, the pair, and settles it. Returns the ids. */
export async function makeTestPair(
  project: TestProject,
  wanted: TestPair,
): Promise<{ pairId: number; firstId: number; secondId: number | null; problemId: number }> {
  const { projectId } = project;
  const other = wanted.starts === 1 ? 2 : 1;
  return db().$transaction(async (tx) => {
    const problemId = await makeProblem(tx, project, wanted);
    const firstId = await makeAttempt(tx, project, problemId, wanted.starts, wanted.first);
    const secondId = wanted.second
      ? await makeAttempt(tx, project, problemId, other, wanted.second)
      : null;
    const pair = await tx.pair.create({
      data: {
        projectId,
        problemId,
        z: wanted.starts === 1 ? 1 : 0,
        firstStrategyId: project.strategyAt[wanted.starts],
        firstId,
        secondId,
      },
      select: { id: true },
    });
    await settlePair(tx, systemActor, pair.id);
    return { pairId: pair.id, firstId, secondId, problemId };
  });
}

async function makeProblem(tx: Tx, project: TestProject, wanted: TestPair): Promise<number> {
  const newest = await tx.problem.findFirst({
    where: { projectId: project.projectId },
    orderBy: { ordinal: "desc" },
    select: { ordinal: true },
  });
  const problem = await tx.problem.create({
    data: {
      projectId: project.projectId,
      ordinal: (newest?.ordinal ?? 0) + 1,
      contentSha256: createHash("sha256").update(wanted.problem).digest("hex"),
      text: wanted.problem,
      answer: wanted.answer,
      favouredStrategyId: wanted.favours ? project.strategyAt[wanted.favours] : null,
    },
    select: { id: true },
  });
  return problem.id;
}

async function makeAttempt(
  tx: Tx,
  project: TestProject,
  problemId: number,
  position: 1 | 2,
  attempt: TestAttempt,
): Promise<number> {
  const id = await recordTrajectory(tx, {
    projectId: project.projectId,
    problemId,
    policyId: project.policyAt[position],
    strategyId: project.strategyAt[position],
    runId: null,
    promptId: null,
    isRecorded: true,
    text: attempt.text,
    ...(attempt.spans ? { spans: attempt.spans } : {}),
    isTruncated: attempt.isTruncated ?? false,
  });
  if (attempt.outcome !== null) {
    await recordGrade(tx, id, {
      outcome: attempt.outcome,
      extracted: attempt.extracted ?? null,
      reason: `graded ${attempt.outcome} for the test`,
      tier: 1,
      version: "test",
    });
  }
  return id;
}
