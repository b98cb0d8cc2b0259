import type { Outcome } from "../grading/schema.ts";
import type { Case, TransitionKind } from "./schema.ts";

/** The case `(g1,g2)` of two grades, or null while either is undecided (Algorithm 1, lines 8–14). */
export function composeCase(first: Outcome, second: Outcome): Case | null {
  if (first === "undecided" || second === "undecided") return null;
  if (first === "correct") return second === "correct" ? "1,1" : "1,0";
  return second === "correct" ? "0,1" : "0,0";
}

/** t⁻ bridges from a wrong first part, t⁺ from a right one; (1,0) and (0,0) have no transition. */
export function transitionKindOf(pairCase: Case): TransitionKind | null {
  if (pairCase === "0,1") return "correction";
  return pairCase === "1,1" ? "verification" : null;
}
