import type { Tx } from "#lib/adapters/db/client.ts";
import { appendRevision, refreshPair } from "#lib/entry/revision/mutations.ts";
import { type Actor, systemActor } from "#lib/member/actor.ts";
import { settlePair } from "#lib/pair/mutations.ts";
import { ensureRecordedPolicy } from "#lib/policy/mutations.ts";
import { problemHash } from "#lib/problem/content-hash.ts";
import { createProblem } from "#lib/problem/mutations.ts";
import { problemFieldsSchema, type SubsetChoice } from "#lib/problem/schema.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import { recordGrade, recordTrajectory } from "#lib/trajectory/mutations.ts";
import { fromStoredPlacement } from "#lib/transition/schema.ts";
import type { PlannedAttempt, PlannedPair, PlannedRow } from "../plan-row.ts";
import type { RowProblem } from "../read-row.ts";
import type { AttemptVerdict } from "../review.ts";
import type { TrajectoryTally } from "../tally.ts";

interface WriterSettings {
  readonly tally: TrajectoryTally;
  readonly runId: number | null;
  readonly subset: SubsetChoice;
}

interface WrittenProblem {
  readonly id: number;
  readonly text: string;
  readonly favouredStrategyId: number | null;
}

/** Writes reviewed rows in the import's one transaction: missing problems, policies, attempts with grades, pairs. */
export class TrajectoryWriter {
  private readonly policyIds = new Map<string, number>();
  private readonly tx: Tx;
  private readonly actor: Actor;
  private readonly project: ProjectDetails;
  private readonly settings: WriterSettings;

  constructor(tx: Tx, actor: Actor, project: ProjectDetails, settings: WriterSettings) {
    this.tx = tx;
    this.actor = actor;
    this.project = project;
    this.settings = settings;
  }

  async write(row: PlannedRow, verdicts: readonly AttemptVerdict[]): Promise<void> {
    const { tally } = this.settings;
    const isNew = verdicts.some((verdict) => verdict !== "known");
    const problem = isNew ? await this.problemOf(row.problem) : null;
    const ids: number[] = [];
    for (const [at, attempt] of row.attempts.entries()) {
      const verdict = verdicts[at];
      if (!problem || !verdict || verdict === "known") tally.addDuplicate();
      else {
        ids.push(await this.record(problem.id, attempt, verdict));
        tally.addAttempt(verdict.outcome);
      }
    }
    if (row.pair && problem) await this.pairUp(problem, row.pair, ids);
  }

  private async problemOf(asked: RowProblem): Promise<WrittenProblem> {
    const where = asked.by === "id" ? { id: asked.id } : { contentSha256: problemHash(asked.text) };
    const select = { id: true, text: true, favouredStrategyId: true } as const;
    const found = await this.tx.problem.findFirst({
      where: { ...where, projectId: this.project.id },
      select,
    });
    if (found) return found;
    if (asked.by === "id" || !asked.input) throw new Error("A reviewed row lost its problem");
    const { extra } = asked.input;
    const fields = problemFieldsSchema.parse({ ...asked.input, subset: this.settings.subset });
    const { id } = await createProblem(this.tx, this.project.id, { ...fields, extra });
    this.settings.tally.addProblem();
    return this.tx.problem.findUniqueOrThrow({ where: { id }, select });
  }

  private async record(
    problemId: number,
    attempt: PlannedAttempt,
    grade: Exclude<AttemptVerdict, "known">,
  ): Promise<number> {
    const id = await recordTrajectory(this.tx, {
      projectId: this.project.id,
      problemId,
      policyId: await this.policyOf(attempt.policyName),
      strategyId: attempt.strategyId,
      runId: this.settings.runId,
      promptId: null,
      isRecorded: true,
      conditionedOnFirst: false,
      text: attempt.text,
      ...(attempt.hasOwnSpans ? { spans: attempt.spans } : {}),
    });
    await recordGrade(this.tx, id, grade);
    return id;
  }

  private async policyOf(name: string): Promise<number> {
    const held = this.policyIds.get(name);
    if (held !== undefined) return held;
    const id = await ensureRecordedPolicy(this.tx, this.actor, this.project.id, name);
    this.policyIds.set(name, id);
    return id;
  }

  /** A pair as the row had it; the second grade of a first attempt alone is inferred: (1,0) is why it stood alone. */
  private async pairUp(
    problem: WrittenProblem,
    plan: PlannedPair,
    ids: readonly number[],
  ): Promise<void> {
    const [firstId, secondId] = ids;
    if (firstId === undefined) throw new Error("A pair was planned without a first attempt");
    const { project, tx } = this;
    const newest = await tx.pair.aggregate({
      where: { problemId: problem.id },
      _max: { attempt: true },
    });
    const pair = await tx.pair.create({
      data: {
        projectId: project.id,
        problemId: problem.id,
        attempt: (newest._max.attempt ?? 0) + 1,
        z: plan.firstStrategyId === project.strategies[0].id ? 1 : 0,
        firstStrategyId: plan.firstStrategyId,
        firstId,
        secondId: secondId ?? null,
        gradesInferred: true,
        favouredStrategyId: problem.favouredStrategyId,
        ...(secondId === undefined ? { secondOutcome: "incorrect" as const } : {}),
      },
      select: { id: true },
    });
    this.settings.tally.addPair(plan.isExact);
    const settled = await settlePair(tx, this.actor, pair.id);
    if (plan.transition && settled.entryId !== null) {
      await this.keepTransition(problem, pair.id, settled.entryId, plan.transition);
    }
  }

  /** The row's own sentence and place, where they are not what the default template gave. */
  private async keepTransition(
    problem: WrittenProblem,
    pairId: number,
    entryId: number,
    transition: NonNullable<PlannedPair["transition"]>,
  ): Promise<void> {
    const entry = await this.tx.entry.findUniqueOrThrow({
      where: { id: entryId },
      select: {
        current: {
          select: {
            caseOf: true,
            firstId: true,
            secondId: true,
            transition: true,
            placement: true,
          },
        },
      },
    });
    const { current } = entry;
    if (!current?.placement || (current.caseOf !== "c01" && current.caseOf !== "c11")) return;
    const isSame =
      current.transition === transition.text &&
      fromStoredPlacement(current.placement) === transition.placement;
    if (isSame) return;
    await appendRevision(this.tx, {
      entryId,
      projectId: this.project.id,
      problemText: problem.text,
      tokenizer: this.project.settings.tokenizer,
      case: current.caseOf === "c01" ? "0,1" : "1,1",
      firstId: current.firstId,
      secondId: current.secondId,
      transition: { text: transition.text, placement: transition.placement },
      templateId: transition.templateId,
      author: systemActor.id,
      reason: "the transition of the imported row",
    });
    await refreshPair(this.tx, pairId);
  }
}
