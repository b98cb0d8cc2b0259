import type { Outcome } from "../grading/schema.ts";
import { composeCase } from "../splice/compose.ts";
import type { Case } from "../splice/schema.ts";

/** The work of a pair, in the order it goes through it (Algorithm 1, lines 5–14). */
const pairUnits = ["first", "gradeFirst", "second", "gradeSecond", "splice"] as const;
export type PairUnit = (typeof pairUnits)[number];

/** What comes next for a pair; once it is settled, the case it settled in (null while a grade is undecided). */
export type PairStep =
  | { readonly do: "unit"; readonly unit: PairUnit }
  | { readonly do: "settled"; readonly case: Case | null };

/**
 * The next unit of a pair of which `done` is finished. Both attempts are made whatever the first one's grade says: the
 * case needs both. The splice comes for every graded pair, also for one that will make no entry.
 */
export function nextUnit(
  done: ReadonlySet<PairUnit>,
  outcomes: { readonly first: Outcome | null; readonly second: Outcome | null },
): PairStep {
  const unit = pairUnits.find((what) => !done.has(what));
  if (unit !== undefined) return { do: "unit", unit };
  const { first, second } = outcomes;
  return { do: "settled", case: first && second ? composeCase(first, second) : null };
}
