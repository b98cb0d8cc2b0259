import type { Tx } from "#lib/adapters/db/client.ts";
import { NotFound } from "#lib/errors.ts";
import type { Case } from "#lib/method/splice/schema.ts";
import { type ProjectSettings, projectSettingsSchema } from "#lib/project/schema.ts";
import { caseFromColumn } from "../case-column.ts";
import type { PairFacts } from "../judge.ts";

const attemptSelect = {
  outcome: true,
  isTruncated: true,
  extracted: true,
  codeBlocks: true,
  strategyId: true,
  grades: { orderBy: { id: "desc" }, take: 1, select: { reason: true } },
} as const;

/** A pair with everything its settling depends on; no trajectory text. */
export interface PairToSettle {
  readonly id: number;
  readonly projectId: number;
  readonly problemId: number;
  readonly problemText: string;
  readonly settings: ProjectSettings;
  readonly firstId: number | null;
  readonly secondId: number | null;
  readonly firstStrategyId: number;
  readonly strategies: readonly { readonly id: number; readonly name: string }[];
  readonly firstRanCode: boolean;
  readonly facts: PairFacts;
  readonly case: Case | null;
  readonly reason: string;
  readonly entry: SettledEntry | null;
}

export interface SettledEntry {
  readonly id: number;
  readonly isActive: boolean;
  readonly current: {
    readonly case: Case;
    readonly firstId: number;
    readonly secondId: number | null;
  } | null;
}

/** Reads a pair with the pairs of its problem locked, in one order everywhere, so that settling cannot deadlock. Throws `NotFound`. */
export async function lockPairToSettle(tx: Tx, pairId: number): Promise<PairToSettle> {
  await tx.$queryRaw`
    SELECT id FROM pair WHERE problem_id = (SELECT problem_id FROM pair WHERE id = ${pairId})
    ORDER BY id FOR UPDATE`;
  const row = await tx.pair.findUnique({
    where: { id: pairId },
    select: {
      id: true,
      projectId: true,
      problemId: true,
      firstId: true,
      secondId: true,
      firstStrategyId: true,
      caseOf: true,
      reason: true,
      gradesInferred: true,
      secondOutcome: true,
      problem: { select: { text: true, answer: true } },
      project: {
        select: {
          settings: true,
          strategies: { orderBy: { position: "asc" }, select: { id: true, name: true } },
        },
      },
      first: { select: attemptSelect },
      second: { select: attemptSelect },
      entry: {
        select: {
          id: true,
          state: true,
          current: { select: { caseOf: true, firstId: true, secondId: true } },
        },
      },
    },
  });
  if (!row)
    throw new NotFound(`There is no pair ${pairId}. Reload the list.`, { fields: { pairId } });
  const settings = projectSettingsSchema.parse(row.project.settings);
  const { first, second, entry } = row;
  return {
    id: row.id,
    projectId: row.projectId,
    problemId: row.problemId,
    problemText: row.problem.text,
    settings,
    firstId: row.firstId,
    secondId: row.secondId,
    firstStrategyId: row.firstStrategyId,
    strategies: row.project.strategies,
    firstRanCode: (first?.codeBlocks ?? 0) > 0,
    facts: {
      first: first ? judged(first) : null,
      second: second ? judged(second) : null,
      inferredSecond: row.gradesInferred && !second ? row.secondOutcome : null,
      allowTruncatedFirst: settings.allowTruncatedFirst,
      gold: row.problem.answer,
    },
    case: row.caseOf ? caseFromColumn(row.caseOf) : null,
    reason: row.reason,
    entry: entry
      ? { id: entry.id, isActive: entry.state === "active", current: currentOf(entry.current) }
      : null,
  };
}

type AttemptColumns = {
  readonly outcome: PairFacts["inferredSecond"];
  readonly isTruncated: boolean;
  readonly extracted: string | null;
  readonly grades: readonly { readonly reason: string }[];
};

function judged({ outcome, isTruncated, extracted, grades }: AttemptColumns) {
  return { outcome, isTruncated, extracted, gradeReason: grades[0]?.reason ?? "" };
}

function currentOf(
  revision: {
    caseOf: Parameters<typeof caseFromColumn>[0];
    firstId: number;
    secondId: number | null;
  } | null,
): SettledEntry["current"] {
  if (!revision) return null;
  return {
    case: caseFromColumn(revision.caseOf),
    firstId: revision.firstId,
    secondId: revision.secondId,
  };
}

const pageSize = 500;

/**
 * Pairs whose entry stands though the project does not allow a truncated first part, or is missing though it does; by id
 * after `after`, a page of them.
 */
export async function readUnsettledBySettings(
  tx: Tx,
  projectId: number,
  after: number,
): Promise<number[]> {
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { settings: true },
  });
  const { allowTruncatedFirst } = projectSettingsSchema.parse(project.settings);
  const isActive = { state: "active" } as const;
  const rows = await tx.pair.findMany({
    where: {
      projectId,
      id: { gt: after },
      first: { isTruncated: true },
      caseOf: { in: ["c01", "c11", "c10"] },
      ...(allowTruncatedFirst ? { NOT: { entry: isActive } } : { entry: isActive }),
    },
    orderBy: { id: "asc" },
    take: pageSize,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
