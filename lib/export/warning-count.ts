import { type FormatWarning, formatWarnings } from "../method/formats/schema.ts";
import type { ExportWarning } from "./schema.ts";

// Enough to look at; the count says how many there are.
const shown = 100;

export interface WarningCount {
  readonly add: (code: FormatWarning, position: number) => void;
  readonly list: () => readonly ExportWarning[];
}

/** Counts warnings while rows stream by, keeping only the first positions of each kind. */
export function createWarningCount(): WarningCount {
  const found = new Map<FormatWarning, { rows: number; positions: number[] }>();
  return {
    add(code, position) {
      const so = found.get(code) ?? { rows: 0, positions: [] };
      so.rows += 1;
      if (so.positions.length < shown) so.positions.push(position);
      found.set(code, so);
    },
    list: () =>
      formatWarnings.flatMap((code) => {
        const so = found.get(code);
        return so === undefined ? [] : [{ code, rows: so.rows, positions: [...so.positions] }];
      }),
  };
}
