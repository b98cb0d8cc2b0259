import { seededRank } from "./rank.ts";
import type { BalanceRule, Candidate, ChoiceCode, EntryCase } from "./schema.ts";

export interface Choice {
  /** Parallel to the candidates: null where the candidate is in, else why it is out. */
  readonly codes: readonly (ChoiceCode | null)[];
}

interface Ranked {
  readonly index: number;
  readonly candidate: Candidate;
  readonly rank: number;
}

/**
 * The seeded choice of which eligible entries are in. It only leaves out, it never repeats. Caps come first, shared
 * between the subsets by the ratio; then the subset that has more for its share gives up entries until the ratio of
 * entries or trained tokens is as near as whole entries allow. Depends on keys and seed, not on order of arrival.
 * Throws `RangeError` when two candidates have the same key.
 */
export function chooseBalanced(candidates: readonly Candidate[], rule: BalanceRule): Choice {
  const codes = candidates.map((candidate) => unfit(candidate, rule));
  const ranked = rankedBySeed(candidates, codes, rule.seed);
  const capped = applyCaps(ranked, rule, codes);
  if (rule.ratio !== null) applyRatio(capped, rule.ratio, rule, codes);
  return { codes };
}

function unfit(candidate: Candidate, rule: BalanceRule): ChoiceCode | null {
  if (rule.ratio === null) return null;
  if (candidate.subset === null) return "no-subset";
  return rule.by === "tokens" && candidate.trainedTokens === null ? "no-token-count" : null;
}

function rankedBySeed(
  candidates: readonly Candidate[],
  codes: readonly (ChoiceCode | null)[],
  seed: number,
): Ranked[] {
  const ranked: Ranked[] = [];
  for (const [index, candidate] of candidates.entries()) {
    if (codes[index] === null)
      ranked.push({ index, candidate, rank: seededRank(seed, candidate.key) });
  }
  ranked.sort(byRank);
  for (const [place, one] of ranked.entries()) {
    const key = one.candidate.key;
    if (ranked[place + 1]?.candidate.key === key)
      throw new RangeError(`Two candidates have the key ${key}.`);
  }
  return ranked;
}

function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.candidate.key < b.candidate.key ? -1 : 1;
}

type Codes = (ChoiceCode | null)[];

function applyCaps(ranked: readonly Ranked[], rule: BalanceRule, codes: Codes): Ranked[] {
  const left = capsLeft(ranked, rule);
  return ranked.filter(({ index, candidate }) => {
    const slot = left.get(capSlot(candidate, rule));
    if (slot === undefined) return true;
    if (slot.left === 0) {
      codes[index] = "cap";
      return false;
    }
    slot.left -= 1;
    return true;
  });
}

function capSlot(candidate: Candidate, rule: BalanceRule): string {
  return rule.ratio === null ? candidate.case : `${candidate.case}/${candidate.subset}`;
}

function capsLeft(ranked: readonly Ranked[], rule: BalanceRule): Map<string, { left: number }> {
  const slots = new Map<string, { left: number }>();
  for (const entryCase of ["0,1", "1,1", "1,0"] as const satisfies readonly EntryCase[]) {
    const cap = rule.caps[entryCase];
    if (cap === undefined) continue;
    const have = ranked.filter(({ candidate }) => candidate.case === entryCase);
    if (rule.ratio === null) {
      slots.set(entryCase, { left: cap });
      continue;
    }
    const one = have.filter(({ candidate }) => candidate.subset === 1).length;
    const [left1, left2] = shareCap(cap, [one, have.length - one], rule.ratio);
    slots.set(`${entryCase}/1`, { left: left1 });
    slots.set(`${entryCase}/2`, { left: left2 });
  }
  return slots;
}

/** How many of `cap` places each subset gets: by the ratio, and what one cannot fill goes to the other. */
function shareCap(
  cap: number,
  have: readonly [number, number],
  ratio: readonly [number, number],
): [number, number] {
  const wanted = Math.round((cap * ratio[0]) / (ratio[0] + ratio[1]));
  const one = Math.min(have[0], Math.max(wanted, cap - have[1]));
  return [one, Math.min(have[1], cap - one)];
}

function applyRatio(
  ranked: readonly Ranked[],
  ratio: readonly [number, number],
  rule: BalanceRule,
  codes: Codes,
): void {
  const weigh = rule.by === "tokens" ? trainedTokensOf : one;
  const sides = [1, 2].map((subset) =>
    ranked.filter(({ candidate }) => candidate.subset === subset),
  );
  const totals = sides.map((side) =>
    side.reduce((sum, ranked) => sum + weigh(ranked.candidate), 0),
  );
  // A share of 0 asks for nothing of that subset and sets no limit for the other one.
  const scale = Math.min(
    ...ratio.map((part, i) => (part === 0 ? Number.POSITIVE_INFINITY : (totals[i] ?? 0) / part)),
  );
  for (const [i, side] of sides.entries()) {
    const part = ratio[i] ?? 0;
    const kept = part === 0 ? new Set<number>() : nearestTo(scale * part, side, weigh);
    for (const { index } of side) if (!kept.has(index)) codes[index] = "balance";
  }
}

const one = () => 1;
const trainedTokensOf = (candidate: Candidate) => candidate.trainedTokens ?? 0;

/** Takes what still fits in seeded order, then one more where that comes nearer: no single entry left out would. */
function nearestTo(
  target: number,
  side: readonly Ranked[],
  weigh: (candidate: Candidate) => number,
): Set<number> {
  const kept = new Set<number>();
  let sum = 0;
  let lightest: Ranked | null = null;
  for (const ranked of side) {
    const weight = weigh(ranked.candidate);
    // Sums of shares such as 1/3 miss their target by rounding alone.
    if (sum + weight <= target + 1e-6) {
      sum += weight;
      kept.add(ranked.index);
    } else if (lightest === null || weight < weigh(lightest.candidate)) {
      lightest = ranked;
    }
  }
  const gap = target - sum;
  if (lightest !== null && weigh(lightest.candidate) - gap <= gap) kept.add(lightest.index);
  return kept;
}
