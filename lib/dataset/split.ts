import { seededRank } from "../method/balance/rank.ts";

/**
 * The problems whose rows are kept for validation: a seeded choice by content hash, so a problem's rows all stand on one
 * side, in any database. At least one problem on each side; none where there is a single problem.
 */
export function validationProblems(
  hashes: Iterable<string>,
  share: number,
  seed: number,
): ReadonlySet<string> {
  const problems = [...new Set(hashes)];
  const wanted = Math.min(problems.length - 1, Math.max(1, Math.round(problems.length * share)));
  const ranked = problems
    .map((hash) => ({ hash, rank: seededRank(seed, `validation:${hash}`) }))
    .sort((a, b) => a.rank - b.rank || (a.hash < b.hash ? -1 : 1));
  return new Set(ranked.slice(0, Math.max(0, wanted)).map(({ hash }) => hash));
}
