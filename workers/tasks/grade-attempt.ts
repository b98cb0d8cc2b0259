import { Unavailable } from "#lib/errors.ts";
import { rememberDecision } from "#lib/grade-cache/mutations.ts";
import { findDecision } from "#lib/grade-cache/queries.ts";
import { graderVersion } from "#lib/method/grading/grade.ts";
import { committedAnswer } from "#lib/method/trajectory/commit.ts";
import type { NewGrade } from "#lib/trajectory/schema.ts";
import { gradeTrajectory } from "../grading/grade-trajectory.ts";
import type { Toolbox } from "../toolbox.ts";
import type { GradeAttempt } from "./perform-unit.ts";

/** Grades with tier 1, then Math-Verify in the toolbox's sandbox; where that is off, a person decides. */
export function gradeWith(toolbox: Pick<Toolbox, "pool" | "settled">): GradeAttempt {
  const tools = {
    pool: async () => {
      await toolbox.settled;
      return toolbox.pool();
    },
    cache: { get: findDecision, set: rememberDecision },
  };
  return async (gold, attempt): Promise<NewGrade> => {
    try {
      return await gradeTrajectory(gold, attempt, tools);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      const extracted = committedAnswer(attempt.text, attempt.spans)?.text ?? null;
      const reason = `Math-Verify has to compare this answer, and it runs in the sandbox. ${error.message}`;
      return { outcome: "undecided", extracted, reason, tier: 2, version: graderVersion };
    }
  };
}
