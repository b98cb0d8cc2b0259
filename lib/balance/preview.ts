import { createHash } from "node:crypto";
import { type DropCode, dropCodes } from "../method/balance/schema.ts";
import type {
  BalanceCell,
  BalanceChange,
  BalanceOut,
  BalancePreview,
  BufferPair,
} from "./schema.ts";

/** Reasons that keep an eligible entry out; every other code says that the pair was not eligible. */
const choiceCodes: ReadonlySet<DropCode> = new Set(["no-subset", "cap", "balance"]);

type MutableCell = { -readonly [K in keyof BalanceCell]: BalanceCell[K] };

/** The numbers of one evaluation; `codes` is parallel to `pairs` (null: in). Order of the pairs does not matter. */
export function summarise(
  pairs: readonly BufferPair[],
  codes: readonly (DropCode | null)[],
): BalancePreview {
  const cells = new Map<string, MutableCell>();
  const out = new Map<DropCode, { pairs: number; trainedTokens: number }>();
  const keys: string[] = [];
  for (const [i, pair] of pairs.entries()) {
    const code = codes[i] ?? null;
    if (code === null) keys.push(pair.key);
    else countOut(out, code, pair);
    if (code === null || choiceCodes.has(code)) countCell(cells, pair, code === null);
  }
  return {
    pairs: pairs.length,
    cells: sortedCells(cells),
    out: sortedOut(out),
    digest: digestOf(keys),
  };
}

function countOut(
  out: Map<DropCode, { pairs: number; trainedTokens: number }>,
  code: DropCode,
  pair: BufferPair,
): void {
  const so = out.get(code) ?? { pairs: 0, trainedTokens: 0 };
  so.pairs += 1;
  so.trainedTokens += pair.trainedTokens ?? 0;
  out.set(code, so);
}

function countCell(cells: Map<string, MutableCell>, pair: BufferPair, isIn: boolean): void {
  if (pair.case === null || pair.case === "0,0") return;
  const name = `${pair.case} ${pair.first} ${pair.subset ?? 3}`;
  const cell = cells.get(name) ?? {
    subset: pair.subset,
    case: pair.case,
    first: pair.first,
    eligible: 0,
    eligibleTokens: 0,
    in: 0,
    inTokens: 0,
  };
  const tokens = pair.trainedTokens ?? 0;
  cell.eligible += 1;
  cell.eligibleTokens += tokens;
  if (isIn) {
    cell.in += 1;
    cell.inTokens += tokens;
  }
  cells.set(name, cell);
}

function sortedCells(cells: ReadonlyMap<string, MutableCell>): BalanceCell[] {
  return [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function sortedOut(
  out: ReadonlyMap<DropCode, { pairs: number; trainedTokens: number }>,
): BalanceOut[] {
  return dropCodes.flatMap((code) => {
    const so = out.get(code);
    return so === undefined ? [] : [{ code, ...so }];
  });
}

function digestOf(keys: string[]): string {
  const hash = createHash("sha256");
  for (const key of keys.sort()) hash.update(`${key}\n`);
  return hash.digest("hex");
}

/** What differs between two previews, cells first; `choice` alone: the numbers agree but other entries are in. */
export function changesSince(before: BalancePreview, after: BalancePreview): BalanceChange[] {
  if (before.digest === after.digest && JSON.stringify(before.out) === JSON.stringify(after.out))
    return [];
  const changes = [...cellChanges(before, after), ...outChanges(before, after)];
  return changes.length > 0 ? changes : [{ what: "choice" }];
}

function cellChanges(before: BalancePreview, after: BalancePreview): BalanceChange[] {
  const name = (cell: BalanceCell) => `${cell.case} ${cell.first} ${cell.subset ?? 3}`;
  const old = new Map(before.cells.map((cell) => [name(cell), cell]));
  const now = new Map(after.cells.map((cell) => [name(cell), cell]));
  return [...new Map([...old, ...now])]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, cell]) => {
      const [was, is] = [old.get(key)?.in ?? 0, now.get(key)?.in ?? 0];
      const { subset, case: caseOf, first } = cell;
      return was === is
        ? []
        : [{ what: "cell" as const, subset, case: caseOf, first, before: was, after: is }];
    });
}

function outChanges(before: BalancePreview, after: BalancePreview): BalanceChange[] {
  const count = (preview: BalancePreview, code: DropCode) =>
    preview.out.find((out) => out.code === code)?.pairs ?? 0;
  return dropCodes.flatMap((code) => {
    const [was, is] = [count(before, code), count(after, code)];
    return was === is ? [] : [{ what: "out" as const, code, before: was, after: is }];
  });
}
