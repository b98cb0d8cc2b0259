import type { Outcome } from "../method/grading/schema.ts";
import { composeCase } from "../method/splice/compose.ts";
import type { Case } from "../method/splice/schema.ts";

/** One attempt as far as its pair's case depends on it. */
export interface JudgedAttempt {
  readonly outcome: Outcome | null;
  readonly isTruncated: boolean;
  readonly extracted: string | null;
  /** Why the newest grade is what it is. */
  readonly gradeReason: string;
}

export interface PairFacts {
  readonly first: JudgedAttempt | null;
  readonly second: JudgedAttempt | null;
  /** The second grade an import inferred where it brought no second attempt; null otherwise. */
  readonly inferredSecond: Outcome | null;
  readonly allowTruncatedFirst: boolean;
  readonly gold: string;
}

/**
 * What a pair is.
 * waiting: an attempt or a grade is missing · undecided: a grade is, so no case · none: (0,0) ·
 * withheld: it has a case, but the project does not want its entry · entry: it has one.
 */
export type PairJudgement =
  | { readonly state: "waiting" | "undecided"; readonly case: null; readonly reason: string }
  | { readonly state: "none" | "withheld"; readonly case: Case; readonly reason: string }
  | { readonly state: "entry"; readonly case: Exclude<Case, "0,0">; readonly reason: "" };

/** The pair's case and whether it gets an entry (Algorithm 1, lines 9–15), with the reason where it does not. */
export function judgePair(facts: PairFacts): PairJudgement {
  const g1 = facts.first?.outcome ?? null;
  const g2 = facts.second ? facts.second.outcome : facts.inferredSecond;
  if (g1 === null || g2 === null) return { state: "waiting", case: null, reason: "" };
  const found = composeCase(g1, g2);
  if (found === null) return { state: "undecided", case: null, reason: undecidedReason(facts) };
  if (found === "0,0") return { state: "none", case: found, reason: neitherReason(facts) };
  if (facts.first?.isTruncated && !facts.allowTruncatedFirst) {
    return { state: "withheld", case: found, reason: truncatedReason };
  }
  return { state: "entry", case: found, reason: "" };
}

const truncatedReason =
  "Withheld: the first attempt stopped at the token budget, and this project does not allow a truncated first part.";

function undecidedReason(facts: PairFacts): string {
  const parts = [
    facts.first?.outcome === "undecided" ? `first attempt: ${facts.first.gradeReason}` : "",
    facts.second?.outcome === "undecided" ? `second attempt: ${facts.second.gradeReason}` : "",
  ].filter((part) => part !== "");
  return `Undecided: ${parts.join(" · ") || "a grade is undecided"}`;
}

function neitherReason({ first, second, gold }: PairFacts): string {
  return `Neither attempt is correct: first ${answered(first)}, second ${answered(second)}, reference ${short(gold)}.`;
}

function answered(attempt: JudgedAttempt | null): string {
  if (attempt === null) return "is missing";
  return attempt.extracted === null ? "gave no answer" : `answered ${short(attempt.extracted)}`;
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
