import { createHash } from "node:crypto";
import { canonicalText } from "#lib/canonical-text.ts";
import type { RowFault, RowPlace } from "#lib/import/schema.ts";
import type { Span } from "#lib/method/trajectory/schema.ts";
import { problemHash } from "#lib/problem/content-hash.ts";
import type { NewGrade } from "#lib/trajectory/schema.ts";
import type { PlannedAttempt, PlannedRow } from "./plan-row.ts";
import { attemptKey, findKnownAttempts, findProblems, type KnownProblem } from "./queries.ts";
import type { RowProblem } from "./read-row.ts";

/** Grades an attempt; the caller has the sandbox that Math-Verify runs in. */
export type GradeImported = (
  gold: string,
  attempt: { readonly text: string; readonly spans: readonly Span[] },
) => Promise<NewGrade>;

/** What is known about a row before anything is written: per attempt its grade, or that the project has it. */
export type AttemptVerdict = NewGrade | "known";

export interface PlacedRow extends RowPlace {
  readonly index: number;
  readonly plan: PlannedRow;
}

/** A problem that the file brings, remembered so that later rows of the file are held against it. */
interface BroughtProblem {
  readonly answer: string;
  readonly line: number;
}

/** Reviews rows in batches: problems looked up, contradictions found, new attempts graded. Writes nothing. */
export class Review {
  readonly verdicts = new Map<number, readonly AttemptVerdict[]>();
  private readonly brought = new Map<string, BroughtProblem>();
  private readonly seen = new Set<string>();
  private readonly projectId: number;
  private readonly grade: GradeImported;

  constructor(projectId: number, grade: GradeImported) {
    this.projectId = projectId;
    this.grade = grade;
  }

  /** The rows of the batch that cannot be taken, with the reason. */
  async add(rows: readonly PlacedRow[]): Promise<readonly (RowPlace & RowFault)[]> {
    const problems = await this.lookUp(rows);
    const known = await findKnownAttempts(
      this.projectId,
      problems.all.map((problem) => problem.id),
    );
    const bad: (RowPlace & RowFault)[] = [];
    const grading: Promise<void>[] = [];
    for (const row of rows) {
      const found = problems.of(row.plan.problem);
      const gold = this.goldOf(row, found);
      if (typeof gold !== "string") bad.push({ line: row.line, offset: row.offset, ...gold });
      else grading.push(this.gradeRow(row, gold, found, known));
    }
    await Promise.all(grading);
    return bad;
  }

  private async lookUp(rows: readonly PlacedRow[]) {
    const asked = rows.map((row) => row.plan.problem);
    const hashes = asked.flatMap((problem) =>
      problem.by === "text" ? [problemHash(problem.text)] : [],
    );
    const ids = asked.flatMap((problem) => (problem.by === "id" ? [problem.id] : []));
    const all = await findProblems(this.projectId, hashes, ids);
    const byHash = new Map(all.map((problem) => [problem.contentSha256, problem]));
    const byId = new Map(all.map((problem) => [problem.id, problem]));
    const of = (problem: RowProblem) =>
      problem.by === "id" ? byId.get(problem.id) : byHash.get(problemHash(problem.text));
    return { all, of };
  }

  /** The reference answer, or why there is none. */
  private goldOf({ plan, line }: PlacedRow, found: KnownProblem | undefined): string | RowFault {
    const { problem } = plan;
    if (problem.by === "id") {
      return (
        found?.answer ?? {
          field: "problemId",
          reason: `is ${problem.id}; this project has no such problem.`,
        }
      );
    }
    const given = problem.input?.answer;
    const hash = problemHash(problem.text);
    const earlier = this.brought.get(hash);
    const gold = found?.answer ?? earlier?.answer ?? given;
    if (gold === undefined) return noAnswer;
    if (given !== undefined && given !== gold) {
      const where = found
        ? "the project has this problem"
        : `line ${earlier?.line} has this problem`;
      return {
        field: "answer",
        reason: `is "${short(given)}", but ${where} with the answer "${short(gold)}". Keep the right one.`,
      };
    }
    if (!found && !earlier) this.brought.set(hash, { answer: gold, line });
    return gold;
  }

  private async gradeRow(
    row: PlacedRow,
    gold: string,
    found: KnownProblem | undefined,
    known: ReadonlySet<string>,
  ): Promise<void> {
    const { attempts, pair, problem } = row.plan;
    const subject = found?.id ?? (problem.by === "text" ? problemHash(problem.text) : problem.id);
    const keys = attempts.map((attempt) =>
      attemptKey(subject, attempt.strategyId, attempt.policyName, contentHash(attempt.text)),
    );
    const isKnown = keys.map((key) => known.has(key) || this.seen.has(key));
    for (const key of keys) this.seen.add(key);
    // A pair needs both its attempts: it is here already only when both are.
    const skip = pair ? isKnown.map(() => isKnown.every(Boolean)) : isKnown;
    const verdicts = attempts.map((attempt, at) =>
      skip[at] ? ("known" as const) : this.gradeAttempt(gold, attempt),
    );
    this.verdicts.set(row.index, await Promise.all(verdicts));
  }

  private async gradeAttempt(gold: string, attempt: PlannedAttempt): Promise<NewGrade> {
    if (attempt.inferred === null) return this.grade(gold, attempt);
    const reason = `Inferred from the transition that follows: a ${attempt.inferred === "correct" ? "verification" : "correction"}.`;
    return {
      grader: "inferred",
      version: "1",
      outcome: attempt.inferred,
      extracted: null,
      reason,
      tier: 0,
    };
  }
}

/** As `recordTrajectory` hashes it. */
function contentHash(text: string): string {
  return createHash("sha256").update(canonicalText(text).text).digest("hex");
}

const noAnswer: RowFault = {
  field: "answer",
  reason:
    "is missing: the problem is not in the project, and the row brings no reference answer. Import the problem first, or add `answer` to the row.",
};

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
