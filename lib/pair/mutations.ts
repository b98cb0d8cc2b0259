import type { Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { fillPlaceholders } from "#lib/entry/placeholders.ts";
import { appendRevision, refreshPair } from "#lib/entry/revision/mutations.ts";
import { type Actor, systemActor } from "#lib/member/actor.ts";
import { pickTemplate } from "#lib/method/splice/compose.ts";
import type { Case, TransitionKind } from "#lib/method/splice/schema.ts";
import { readTemplates } from "#lib/transition/queries.ts";
import type { TransitionTemplateRow } from "#lib/transition/schema.ts";
import { caseToColumn } from "./case-column.ts";
import { judgePair, type PairJudgement } from "./judge.ts";
import { lockPairToSettle, type PairToSettle } from "./settle/queries.ts";

export interface SettledPair {
  readonly state: PairJudgement["state"];
  readonly case: Case | null;
  readonly reason: string;
  readonly entryId: number | null;
  /** False when the pair was settled like this already. */
  readonly changed: boolean;
}

type EntryCase = Exclude<Case, "0,0">;

const kindOf: Readonly<Record<Exclude<EntryCase, "1,0">, TransitionKind>> = {
  "0,1": "correction",
  "1,1": "verification",
};

/**
 * Brings a pair's case, entry and columns in line with its grades; idempotent, in the caller's transaction. A case that
 * changed gives the entry a revision by the system with the default template, verdict pending; a pair that makes no
 * entry any more has it withdrawn.
 */
export async function settlePair(tx: Tx, actor: Actor, pairId: number): Promise<SettledPair> {
  const pair = await lockPairToSettle(tx, pairId);
  const { judgement, entryId, entryChanged } = await applyJudgement(tx, pair);
  await tx.pair.update({
    where: { id: pair.id },
    data: {
      caseOf: judgement.case === null ? null : caseToColumn(judgement.case),
      reason: judgement.reason,
    },
  });
  await refreshPair(tx, pair.id);
  await refreshLatest(tx, pair.problemId);
  const changed = entryChanged || judgement.case !== pair.case || judgement.reason !== pair.reason;
  if (changed) await announce(tx, actor, pair, judgement);
  return {
    state: judgement.state,
    case: judgement.case,
    reason: judgement.reason,
    entryId,
    changed,
  };
}

async function applyJudgement(
  tx: Tx,
  pair: PairToSettle,
): Promise<{ judgement: PairJudgement; entryId: number | null; entryChanged: boolean }> {
  const judgement = judgePair(pair.facts);
  if (judgement.state !== "entry") {
    return { judgement, entryId: null, entryChanged: await withdrawEntry(tx, pair) };
  }
  const made = await ensureEntry(tx, pair, judgement.case);
  if (made !== "no-template") {
    return { judgement, entryId: made.entryId, entryChanged: made.changed };
  }
  const withheld: PairJudgement = {
    state: "withheld",
    case: judgement.case,
    reason: noTemplateReason(pair, judgement.case),
  };
  return { judgement: withheld, entryId: null, entryChanged: await withdrawEntry(tx, pair) };
}

async function withdrawEntry(tx: Tx, pair: PairToSettle): Promise<boolean> {
  if (!pair.entry?.isActive) return false;
  await tx.entry.update({ where: { id: pair.entry.id }, data: { state: "withdrawn" } });
  return true;
}

async function ensureEntry(
  tx: Tx,
  pair: PairToSettle,
  entryCase: EntryCase,
): Promise<{ entryId: number; changed: boolean } | "no-template"> {
  if (pair.firstId === null)
    throw new Error(`Pair ${pair.id} has case ${entryCase} without a first attempt`);
  const secondId = entryCase === "1,0" ? null : pair.secondId;
  const { entry } = pair;
  if (
    entry?.isActive &&
    isCurrent(entry.current, { case: entryCase, firstId: pair.firstId, secondId })
  ) {
    return { entryId: entry.id, changed: false };
  }
  const transition =
    entryCase === "1,0" ? null : await defaultTransition(tx, pair, kindOf[entryCase]);
  if (transition === "no-template") return transition;
  const entryId = entry?.id ?? (await createEntry(tx, pair));
  await appendRevision(tx, {
    entryId,
    projectId: pair.projectId,
    problemText: pair.problemText,
    tokenizer: pair.settings.tokenizer,
    case: entryCase,
    firstId: pair.firstId,
    secondId,
    transition,
    templateId: transition?.templateId ?? null,
    author: systemActor.id,
    reason: entry ? `spliced again: the case is (${entryCase}) now` : "spliced",
  });
  return { entryId, changed: true };
}

function isCurrent(
  current: { case: Case; firstId: number; secondId: number | null } | null,
  wanted: { case: Case; firstId: number; secondId: number | null },
): boolean {
  return (
    current !== null &&
    current.case === wanted.case &&
    current.firstId === wanted.firstId &&
    current.secondId === wanted.secondId
  );
}

async function createEntry(tx: Tx, pair: PairToSettle): Promise<number> {
  const entry = await tx.entry.create({
    data: { projectId: pair.projectId, buffer: "T1", pairId: pair.id },
    select: { id: true },
  });
  return entry.id;
}

async function defaultTransition(tx: Tx, pair: PairToSettle, kind: TransitionKind) {
  const template = await templateFor(tx, pair, kind);
  if (!template) return "no-template" as const;
  const nameOf = (isFirst: boolean) =>
    pair.strategies.find((strategy) => (strategy.id === pair.firstStrategyId) === isFirst)?.name ??
    "";
  const { text } = fillPlaceholders(template.text, {
    first_answer: pair.facts.first?.extracted ?? "no answer",
    second_answer: pair.facts.second?.extracted ?? "no answer",
    first_strategy: nameOf(true),
    second_strategy: nameOf(false),
  });
  return { text, placement: template.placement, templateId: template.id };
}

async function templateFor(
  tx: Tx,
  pair: PairToSettle,
  kind: TransitionKind,
): Promise<TransitionTemplateRow | null> {
  const other = pair.strategies.find((strategy) => strategy.id !== pair.firstStrategyId);
  if (!other) return null;
  return pickTemplate(await readTemplates(tx, pair.projectId), {
    fromStrategyId: pair.firstStrategyId,
    toStrategyId: other.id,
    kind,
    firstHasCode: pair.firstRanCode,
  });
}

function noTemplateReason(pair: PairToSettle, entryCase: EntryCase): string {
  const kind = entryCase === "0,1" ? "correction" : "verification";
  const first =
    pair.strategies.find((strategy) => strategy.id === pair.firstStrategyId)?.name ?? "";
  const second =
    pair.strategies.find((strategy) => strategy.id !== pair.firstStrategyId)?.name ?? "";
  return `Withheld: there is no ${kind} template from ${first} to ${second}. Make one under Transitions, then settle this pair again by retrying it.`;
}

async function announce(
  tx: Tx,
  actor: Actor,
  pair: PairToSettle,
  judgement: PairJudgement,
): Promise<void> {
  await recordAudit(tx, actor, {
    action: "pair.settle",
    projectId: pair.projectId,
    subject: `pair:${pair.id}`,
    before: pair.case ?? "",
    after: judgement.case ?? "",
    details: { state: judgement.state, case: judgement.case },
  });
  await notify(tx, { topic: "pair", projectId: pair.projectId, id: pair.id });
}

/**
 * Marks the one pair of a problem that counts: its newest settled one (both attempts graded), else its newest.
 * Whoever makes a pair calls this too, so that a new problem's pair is in the list at once.
 */
export async function refreshLatest(tx: Tx, problemId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE pair SET is_latest = (pair.id = newest.id)
    FROM (
      SELECT id FROM pair WHERE problem_id = ${problemId}
      ORDER BY (first_outcome IS NOT NULL AND second_outcome IS NOT NULL) DESC, attempt DESC
      LIMIT 1
    ) AS newest
    WHERE pair.problem_id = ${problemId} AND pair.is_latest <> (pair.id = newest.id)`;
}
