import type { PairCase, VerdictValue } from "../generated/prisma/enums.ts";
import type { Case } from "../method/splice/schema.ts";
import type { Verdict } from "../verdict/schema.ts";

const columnOf: Readonly<Record<Case, PairCase>> = {
  "0,1": "c01",
  "1,1": "c11",
  "1,0": "c10",
  "0,0": "c00",
};
const caseOf: Readonly<Record<PairCase, Case>> = { c01: "0,1", c11: "1,1", c10: "1,0", c00: "0,0" };

/** The case as Prisma's enum writes it: `0,1` is no identifier. */
export function caseToColumn(value: Case): PairCase {
  return columnOf[value];
}

/** The case as the glossary writes it. */
export function caseFromColumn(value: PairCase): Case {
  return caseOf[value];
}

/** The verdict as Prisma's enum writes it. */
export function verdictToColumn(value: Verdict): VerdictValue {
  return value === "needs-edit" ? "needsEdit" : value;
}

/** The verdict as the glossary writes it. */
export function verdictFromColumn(value: VerdictValue): Verdict {
  return value === "needsEdit" ? "needs-edit" : value;
}
