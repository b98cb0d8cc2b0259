import { chooseBalanced } from "./choose.ts";
import {
  type BalanceRule,
  blockingFindings,
  type Candidate,
  type DropCode,
  type EntryCase,
  type PairFacts,
} from "./schema.ts";

/**
 * What the rule makes of a whole buffer: parallel to `facts`, null where the pair's entry is in, else the first reason
 * why it is not. Preview and freeze both call this, so they cannot disagree. What can never be in a dataset goes out
 * before the choice, so the ratio holds for what is left.
 */
export function evaluateRule(facts: readonly PairFacts[], rule: BalanceRule): (DropCode | null)[] {
  const codes: (DropCode | null)[] = [];
  const candidates: Candidate[] = [];
  const places: number[] = [];
  for (const [place, pair] of facts.entries()) {
    const code = ineligible(pair, rule);
    codes.push(code);
    const entryCase = entryCaseOf(pair);
    if (code !== null || entryCase === null) continue;
    places.push(place);
    candidates.push({
      key: pair.key,
      case: entryCase,
      subset: pair.subset,
      trainedTokens: pair.trainedTokens,
    });
  }
  const choice = chooseBalanced(candidates, rule);
  for (const [i, place] of places.entries()) codes[place] = choice.codes[i] ?? null;
  return codes;
}

/** Why this pair can have no row whatever the choice, or null when it is eligible. */
export function ineligible(pair: PairFacts, rule: BalanceRule): DropCode | null {
  return withoutEntry(pair) ?? byVerdict(pair, rule) ?? byText(pair, rule);
}

function withoutEntry(pair: PairFacts): DropCode | null {
  if (!pair.isLatest) return "superseded";
  if (pair.isArchived) return "archived";
  if (pair.case === null) return pair.isGraded ? "undecided" : "unfinished";
  if (pair.case === "0,0") return "case-0-0";
  return pair.verdict === null ? "withheld" : null;
}

function byVerdict(pair: PairFacts, rule: BalanceRule): DropCode | null {
  if (pair.verdict === "rejected" || pair.verdict === "needs-edit") return pair.verdict;
  return pair.verdict === "pending" && !rule.includePending ? "pending" : null;
}

function byText(pair: PairFacts, rule: BalanceRule): DropCode | null {
  const blocked = blockingFindings.find((code) => pair.blocking.includes(code));
  if (blocked !== undefined) return blocked;
  if (rule.maxTokens === null) return null;
  if (pair.tokens === null) return "no-token-count";
  return pair.tokens > rule.maxTokens ? "too-long" : null;
}

function entryCaseOf(pair: PairFacts): EntryCase | null {
  return pair.case === null || pair.case === "0,0" ? null : pair.case;
}
