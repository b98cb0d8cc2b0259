import type { BalanceChange, BalancePreview } from "../balance/schema.ts";
import { totalsOf } from "../balance/schema.ts";
import { datasetSha256 } from "./hash.ts";
import { type Manifest, maskPolicy, type RowCount, type Split } from "./schema.ts";

/** A row before it has a position. */
export interface FrozenRow {
  readonly rowSha256: string;
  readonly revisionId: number;
  readonly split: Split;
  readonly tokens: number | null;
  readonly trainedTokens: number | null;
}

export type Provenance = Pick<Manifest, "graders" | "prompts" | "policies">;

export interface ManifestFacts
  extends Pick<
    Manifest,
    | "name"
    | "project"
    | "buffer"
    | "rule"
    | "validation"
    | "strategies"
    | "tokenizer"
    | "studentPrompt"
  > {
  /** In canonical order. */
  readonly rows: readonly FrozenRow[];
  readonly provenance: Provenance;
  readonly preview: BalancePreview;
  readonly changes: readonly BalanceChange[];
}

/** The manifest of rows in canonical order. Throws when preview and rows disagree: they come from one evaluation. */
export function manifestOf(facts: ManifestFacts): Manifest {
  const { rows, provenance, preview, changes, ...same } = facts;
  if (totalsOf(preview).in.entries !== rows.length)
    throw new Error("The preview and the frozen rows disagree.");
  return {
    format: "dualdistill-dataset/1",
    ...same,
    sha256: datasetSha256(rows),
    rows: rows.length,
    maskPolicy,
    ...provenance,
    counts: {
      all: countRows(rows),
      train: countRows(rows.filter((row) => row.split === "train")),
      validation: countRows(rows.filter((row) => row.split === "validation")),
      cells: preview.cells,
    },
    drops: Object.fromEntries(preview.out.map(({ code, pairs }) => [code, pairs])),
    changes: [...changes],
  };
}

/** Sums are null as soon as one row was not counted: a part of a sum would pass for the whole. */
function countRows(rows: readonly FrozenRow[]): RowCount {
  const sum = (of: (row: FrozenRow) => number | null): number | null =>
    rows.reduce<number | null>((total, row) => {
      const value = of(row);
      return total === null || value === null ? null : total + value;
    }, 0);
  return {
    rows: rows.length,
    tokens: sum((row) => row.tokens),
    trainedTokens: sum((row) => row.trainedTokens),
  };
}
