import type { MapFigures } from "./schema.ts";

/** What stands around the figures when it is decided what comes next. */
export interface MapSurroundings {
  readonly isTeaching: boolean;
  readonly hasTeachers: boolean;
  /** A strategy writes code and the sandbox is off. */
  readonly isSandboxMissing: boolean;
  /** A teacher is the embedded model and it cannot run. */
  readonly isModelMissing: boolean;
}

export type NextStep =
  | { readonly what: "add-problems" | "assign-teachers" | "fix-sandbox" | "fix-model" | "balance" }
  | {
      readonly what: "run-stage-1" | "decide" | "review" | "edit" | "retry-00" | "freeze";
      readonly n: number;
    }
  | { readonly what: "retry-failed"; readonly n: number; readonly runIds: readonly number[] }
  | { readonly what: "even-tokens"; readonly shares: readonly [number, number] }
  | { readonly what: "export"; readonly dataset: string; readonly datasetId: number };

const most = 5;
/** Percentage points away from the target that are worth a line. */
const offTarget = 5;

/** What to do next, the most useful first: what blocks, then what was left over, then the way to a dataset. */
export function nextSteps(map: MapFigures, around: MapSurroundings): NextStep[] {
  return [...blockers(map, around), ...work(map, around), ...toDataset(map)].slice(0, most);
}

function blockers(map: MapFigures, around: MapSurroundings): NextStep[] {
  const steps: NextStep[] = [];
  if (map.problems.total === 0) steps.push({ what: "add-problems" });
  if (!around.hasTeachers) steps.push({ what: "assign-teachers" });
  if (around.isSandboxMissing) steps.push({ what: "fix-sandbox" });
  if (around.isModelMissing) steps.push({ what: "fix-model" });
  return steps;
}

function work(map: MapFigures, around: MapSurroundings): NextStep[] {
  const steps: NextStep[] = [];
  const failed = map.failed.reduce((sum, group) => sum + group.units, 0);
  if (failed > 0) {
    steps.push({
      what: "retry-failed",
      n: failed,
      runIds: [...new Set(map.failed.map((group) => group.runId))],
    });
  }
  const canTeach = around.hasTeachers && !around.isTeaching && map.problems.untaught > 0;
  if (canTeach) steps.push({ what: "run-stage-1", n: map.problems.untaught });
  if (map.grades.undecided > 0) steps.push({ what: "decide", n: map.grades.undecided });
  const { pending, "needs-edit": needsEdit } = map.entries.verdicts;
  if (pending > 0) steps.push({ what: "review", n: pending });
  if (needsEdit > 0) steps.push({ what: "edit", n: needsEdit });
  return steps;
}

function toDataset(map: MapFigures): NextStep[] {
  const steps: NextStep[] = [];
  const { balance, dataset } = map;
  const shares = tokenShares(map);
  if (
    balance.isStored &&
    shares &&
    Math.abs(shares[0] - targetPercent(balance.ratio)) >= offTarget
  ) {
    steps.push({ what: "even-tokens", shares });
  }
  if (!balance.isStored && balance.eligible > 0) steps.push({ what: "balance" });
  if (balance.isStored && balance.chosen > 0 && !dataset)
    steps.push({ what: "freeze", n: balance.chosen });
  if (dataset && dataset.exports.length === 0) {
    steps.push({ what: "export", dataset: dataset.name, datasetId: dataset.id });
  }
  const zeros = map.cells.reduce((sum, cell) => sum + (cell.caseOf === "0,0" ? cell.pairs : 0), 0);
  if (zeros > 0) steps.push({ what: "retry-00", n: zeros });
  return steps;
}

/** Each subset's share of the trained tokens in percent; null when nothing is chosen. */
export function tokenShares(map: Pick<MapFigures, "balance">): readonly [number, number] | null {
  const [one, two] = map.balance.subsets;
  const total = one.trainedTokens + two.trainedTokens;
  if (total === 0) return null;
  const share = Math.round((100 * one.trainedTokens) / total);
  return [share, 100 - share];
}

/** Where the first subset should end, in percent. */
export function targetPercent(ratio: readonly [number, number] | null): number {
  if (!ratio || ratio[0] + ratio[1] === 0) return 50;
  return (100 * ratio[0]) / (ratio[0] + ratio[1]);
}
