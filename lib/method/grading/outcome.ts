import { committedAnswer } from "../trajectory/commit.ts";
import type { Span } from "../trajectory/schema.ts";
import { gradeTier1 } from "./grade.ts";
import type { GradeResult } from "./schema.ts";

export interface Attempt {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** Decided without tier 2, or the pair of texts that tier 2 must compare. */
export type FirstLook =
  | { readonly isDecided: true; readonly grade: GradeResult }
  | { readonly isDecided: false; readonly gold: string; readonly answer: string };

/** Takes a trajectory's committed answer and grades it as far as tier 1 goes. No answer is an incorrect one (tier 0). */
export function lookAt(gold: string, attempt: Attempt): FirstLook {
  const answer = committedAnswer(attempt.text, attempt.spans)?.text ?? null;
  if (answer === null) return decided("incorrect", null, "The attempt commits no answer", 0);
  const decision = gradeTier1(gold, answer);
  if (!decision) return { isDecided: false, gold, answer };
  return decided(decision.outcome, answer, decision.reason, 1);
}

function decided(
  outcome: GradeResult["outcome"],
  extracted: string | null,
  reason: string,
  tier: GradeResult["tier"],
): FirstLook {
  return { isDecided: true, grade: { outcome, extracted, reason, tier } };
}
