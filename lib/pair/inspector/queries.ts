import { db } from "#lib/adapters/db/client.ts";
import type { TokenLine } from "#lib/entry/editor/schema.ts";
import { tokenLines } from "#lib/entry/editor/token-lines.ts";
import {
  parseFindings,
  parseLeftOut,
  parsePieces,
  parseSpans,
  parseToolRuns,
} from "#lib/entry/revision/columns.ts";
import {
  charactersOf,
  countedAtOnce,
  tokenizerIfPresent,
} from "#lib/entry/revision/count-tokens.ts";
import { tokensByRoleSchema } from "#lib/entry/schema.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { renderEntry } from "#lib/method/splice/render.ts";
import type { EntrySegment } from "#lib/method/splice/schema.ts";
import { assignTokens } from "#lib/method/tokens/assign.ts";
import { caseFromColumn, verdictFromColumn } from "#lib/pair/case-column.ts";
import { projectSettingsSchema } from "#lib/project/schema.ts";
import { fillPrompt } from "#lib/prompt/fill-prompt.ts";
import { readCurrentPrompts } from "#lib/prompt/queries.ts";
import { fromStoredPlacement } from "#lib/transition/schema.ts";
import { nextUndo } from "#lib/verdict/undo.ts";
import type {
  InspectorAttempt,
  InspectorData,
  InspectorEntry,
  InspectorRevision,
  InspectorSegment,
  InspectorStrategy,
} from "./schema.ts";

export const attemptInclude = {
  body: true,
  policy: { select: { id: true, name: true } },
  prompt: { select: { version: true } },
  grades: { orderBy: { id: "desc" }, take: 1 },
  overrides: { orderBy: { id: "desc" }, take: 1 },
} as const;

/** One pair with both attempts and its entry. Throws `NotFound`, also for another project's pair. */
export async function getInspector(
  _actor: Actor,
  projectId: number,
  pairId: number,
): Promise<InspectorData> {
  const pair = await readPair(projectId, pairId);
  const settings = projectSettingsSchema.parse(pair.project.settings);
  const strategies = pair.project.strategies.map(strategyOf);
  const firstStrategy = strategies.find((one) => one.id === pair.firstStrategyId);
  const secondStrategy = strategies.find((one) => one.id !== pair.firstStrategyId);
  if (!firstStrategy || !secondStrategy) {
    throw new NotFound("This project has not two strategies. Set the pair under Settings.");
  }
  const { problem } = pair;
  const favoured = strategies.find((one) => one.id === problem.favouredStrategyId) ?? null;
  return {
    projectId,
    tokenizer: settings.tokenizer,
    tokenBudget: settings.tokenBudget,
    pair: {
      id: pair.id,
      case: pair.caseOf ? caseFromColumn(pair.caseOf) : null,
      attempt: pair.attempt,
      reason: pair.reason,
      failure: pair.units[0]?.reason ?? null,
      isLatest: pair.isLatest,
      gradesInferred: pair.gradesInferred,
      runId: pair.runId,
      createdAt: pair.createdAt,
      latestId: pair.isLatest ? null : await latestPairOf(problem.id),
    },
    problem: {
      id: problem.id,
      ordinal: problem.ordinal,
      text: problem.text,
      answer: problem.answer,
      source: problem.source,
      topic: problem.topic,
      difficulty: problem.difficulty,
      favoured,
    },
    firstStrategy,
    secondStrategy,
    first: pair.first ? attemptOf(pair.first, firstStrategy) : null,
    second: pair.second ? attemptOf(pair.second, secondStrategy) : null,
    entry: pair.entry
      ? await entryOf(pair.entry.id, pair.problem.text, settings.tokenizer, projectId)
      : null,
  };
}

async function readPair(projectId: number, pairId: number) {
  const pair = await db().pair.findFirst({
    where: { id: pairId, projectId },
    include: {
      problem: true,
      project: { select: { settings: true, strategies: { orderBy: { position: "asc" } } } },
      first: { include: attemptInclude },
      second: { include: attemptInclude },
      entry: { select: { id: true } },
      units: {
        where: { state: { in: ["needsAttention", "cancelled"] } },
        orderBy: { id: "desc" },
        take: 1,
        select: { reason: true },
      },
    },
  });
  if (pair) return pair;
  throw new NotFound(
    `There is no pair ${pairId} in this project. Open Trajectories and choose one.`,
    {
      fields: { pairId },
    },
  );
}

type StoredPair = Awaited<ReturnType<typeof readPair>>;
type StoredAttempt = NonNullable<StoredPair["first"]>;

function strategyOf(row: StoredPair["project"]["strategies"][number]): InspectorStrategy {
  const { id, position, sign, name, subsetName } = row;
  return { id, position: position === 1 ? 1 : 2, sign, name, subsetName };
}

async function latestPairOf(problemId: number): Promise<number | null> {
  const latest = await db().pair.findFirst({
    where: { problemId, isLatest: true },
    select: { id: true },
  });
  return latest?.id ?? null;
}

/** An attempt as the pages show it, from its row read with `attemptInclude`. */
export function attemptOf(row: StoredAttempt, strategy: InspectorStrategy): InspectorAttempt {
  const [grade] = row.grades;
  const [override] = row.overrides;
  return {
    trajectoryId: row.id,
    policyId: row.policy.id,
    policyName: row.policy.name,
    strategy,
    outcome: row.outcome,
    extracted: row.extracted,
    grade: grade
      ? { reason: grade.reason, tier: grade.tier, grader: grade.grader, version: grade.version }
      : null,
    override: override?.outcome
      ? {
          outcome: override.outcome,
          reason: override.reason,
          author: override.createdBy,
          at: override.createdAt,
        }
      : null,
    text: row.body?.text ?? "",
    spans: parseSpans(row.body?.spans ?? []),
    toolRuns: parseToolRuns(row.body?.toolRuns ?? []),
    findings: parseFindings(row.body?.findings ?? []),
    generatedTokens: row.generatedTokens,
    executorTokens: row.executorTokens,
    durationMs: row.durationMs,
    isRecorded: row.isRecorded,
    conditionedOnFirst: row.conditionedOnFirst,
    promptVersion: row.prompt?.version ?? null,
    createdAt: row.createdAt,
  };
}

async function readEntry(entryId: number) {
  return db().entry.findUniqueOrThrow({
    where: { id: entryId },
    include: {
      current: {
        include: {
          datasetRows: { take: 20, include: { dataset: { select: { id: true, name: true } } } },
        },
      },
      revisions: {
        orderBy: { n: "desc" },
        take: 200,
        include: { template: { select: { name: true } } },
      },
    },
  });
}

type StoredRevision = Awaited<ReturnType<typeof readEntry>>["revisions"][number];

async function entryOf(
  entryId: number,
  problemText: string,
  tokenizer: string,
  projectId: number,
): Promise<InspectorEntry | null> {
  const entry = await readEntry(entryId);
  const [newest] = entry.revisions;
  const current = entry.revisions.find((revision) => revision.id === entry.currentId) ?? newest;
  if (!current) return null;
  const verdicts = await db().verdict.findMany({
    where: { revisionId: current.id },
    orderBy: { id: "asc" },
    select: { id: true, value: true, undoesId: true },
  });
  const prompts = await readCurrentPrompts(db(), projectId);
  const segments = renderEntry({
    prompt: fillPrompt(prompts.student.text, { problem: problemText }),
    pieces: parsePieces(current.pieces),
    case: caseFromColumn(current.caseOf),
    texts: await partTexts(current),
  });
  return {
    id: entry.id,
    isActive: entry.state === "active",
    verdict: verdictFromColumn(entry.verdict),
    canUndo:
      nextUndo(verdicts.map((row) => ({ ...row, value: verdictFromColumn(row.value) }))) !== null,
    current: revisionOf(current),
    history: entry.revisions.map(revisionOf),
    segments: await measured(segments, tokenizer),
    leftOut: parseLeftOut(current.leftOut),
    findings: parseFindings(current.findings),
    tokens: current.tokens,
    trainedTokens: current.trainedTokens,
    tokensByRole: tokensByRoleSchema.parse(current.tokensByRole),
    datasets: (entry.current?.datasetRows ?? []).map((row) => row.dataset),
  };
}

function revisionOf(row: StoredRevision): InspectorRevision {
  return {
    id: row.id,
    n: row.n,
    author: row.author,
    reason: row.reason,
    case: caseFromColumn(row.caseOf),
    transition: row.transition,
    placement: row.placement ? fromStoredPlacement(row.placement) : null,
    templateName: row.template?.name ?? null,
    createdAt: row.createdAt,
  };
}

async function partTexts(revision: { readonly firstId: number; readonly secondId: number | null }) {
  const ids =
    revision.secondId === null ? [revision.firstId] : [revision.firstId, revision.secondId];
  const bodies = await db().trajectoryBody.findMany({
    where: { trajectoryId: { in: ids } },
    select: { trajectoryId: true, text: true },
  });
  const textOf = (id: number) => bodies.find((body) => body.trajectoryId === id)?.text ?? "";
  return {
    first: textOf(revision.firstId),
    second: revision.secondId === null ? null : textOf(revision.secondId),
  };
}

async function measured(
  segments: readonly EntrySegment[],
  tokenizer: string,
): Promise<InspectorSegment[]> {
  const counts = await countPerSegment(segments, tokenizer);
  return segments.map((segment, index) => ({
    kind: segment.kind,
    role: segment.role,
    text: segment.text,
    trained: segment.trained,
    join: segment.join === true,
    run: segment.run ?? null,
    from: segment.from ?? null,
    tokens: counts ? (counts.get(index) ?? 0) : null,
  }));
}

async function countPerSegment(
  segments: readonly EntrySegment[],
  name: string,
): Promise<ReadonlyMap<number, number> | null> {
  const tokenizer = charactersOf(segments) > countedAtOnce ? null : await tokenizerIfPresent(name);
  if (!tokenizer) return null;
  const counts = new Map<number, number>();
  for (const { segment } of assignTokens(segments, tokenizer))
    counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return counts;
}

/** The entry's segments cut into tokens for the mask view; null where they are too long, or the tokenizer is missing. */
export async function getMaskLines(
  _actor: Actor,
  data: InspectorData,
): Promise<readonly TokenLine[] | null> {
  const segments = data.entry?.segments ?? [];
  const tokenizer =
    charactersOf(segments) > countedAtOnce ? null : await tokenizerIfPresent(data.tokenizer);
  if (tokenizer === null) return null;
  const own = segments.map(toEntrySegment);
  return tokenLines(own, [...assignTokens(own, tokenizer)]);
}

function toEntrySegment({ kind, role, text, trained, join }: InspectorSegment): EntrySegment {
  return { kind, role, text, trained, join };
}
