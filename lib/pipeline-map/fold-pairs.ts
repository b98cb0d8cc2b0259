import {
  type GradeCounts,
  type MatrixCell,
  mapCases,
  type PairGroup,
  type Position,
  type SubsetPosition,
  type VerdictCounts,
} from "./schema.ts";

const positions = [1, 2] as const;

/** Sum of `pairs` over the groups that hold. */
export function countPairs(
  groups: readonly PairGroup[],
  holds: (group: PairGroup) => boolean,
): number {
  return groups.reduce((sum, group) => sum + (holds(group) ? group.pairs : 0), 0);
}

export function countVerdicts(groups: readonly PairGroup[]): VerdictCounts {
  const of = (value: PairGroup["verdict"]) =>
    countPairs(groups, (group) => group.verdict === value);
  return {
    pending: of("pending"),
    accepted: of("accepted"),
    rejected: of("rejected"),
    "needs-edit": of("needs-edit"),
  };
}

/** Subsets that get a column: both, and "none" only when some pair has none. */
export function subsetColumns(groups: readonly PairGroup[]): SubsetPosition[] {
  return groups.some((group) => group.subset === null) ? [1, 2, null] : [1, 2];
}

/** case × direction × subset; a cell without pairs is there with zeros. */
export function foldMatrix(groups: readonly PairGroup[]): MatrixCell[] {
  const subsets = subsetColumns(groups);
  return mapCases.flatMap((caseOf) =>
    positions.flatMap((first) =>
      subsets.map((subset) => {
        const members = groups.filter(
          (group) => group.caseOf === caseOf && group.first === first && group.subset === subset,
        );
        return {
          caseOf,
          first,
          subset,
          pairs: countPairs(members, () => true),
          verdicts: countVerdicts(members),
        };
      }),
    ),
  );
}

/** How many attempts in this place have a grade, and how many are correct. */
export function countGrades(
  groups: readonly PairGroup[],
  place: "firstOutcome" | "secondOutcome",
): GradeCounts {
  return {
    graded: countPairs(groups, (group) => group[place] !== null),
    correct: countPairs(groups, (group) => group[place] === "correct"),
  };
}

/** Attempts of the strategy at `position` in the place named: how many exist and how many were to be made. */
export function countAttempts(
  groups: readonly PairGroup[],
  place: "first" | "second",
  position: Position,
): { readonly made: number; readonly wanted: number } {
  const isIts = (group: PairGroup) => (place === "first") === (group.first === position);
  return place === "first"
    ? {
        made: countPairs(groups, (group) => isIts(group) && group.hasFirst),
        wanted: countPairs(groups, isIts),
      }
    : {
        made: countPairs(groups, (group) => isIts(group) && group.hasSecond),
        wanted: countPairs(groups, (group) => isIts(group) && group.hasFirst),
      };
}
