import { createHash } from "node:crypto";
import { db, type Tx } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { canonicalText } from "#lib/canonical-text.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { Outcome } from "#lib/method/grading/schema.ts";
import { findingsOf, parseTrajectory } from "#lib/method/trajectory/parse.ts";
import type { Finding, Span } from "#lib/method/trajectory/schema.ts";
import { settlePair } from "#lib/pair/mutations.ts";
import {
  type NewGrade,
  type NewTrajectory,
  type OverrideRequest,
  overrideRequestSchema,
  type ToolRun,
} from "./schema.ts";

const failedRuns: readonly string[] = ["error", "timeout", "killed"];

/** Stores one attempt, narrow row and body; the caller's transaction, audit and events cover it. Returns its id. */
export async function recordTrajectory(tx: Tx, attempt: NewTrajectory): Promise<number> {
  const { text, fixes } = canonicalText(attempt.text);
  const { spans, findings } = segmentsOf(attempt, text);
  const code = spans.filter((span) => span.kind === "code");
  const row = await tx.trajectory.create({
    select: { id: true },
    data: {
      projectId: attempt.projectId,
      problemId: attempt.problemId,
      policyId: attempt.policyId,
      strategyId: attempt.strategyId,
      runId: attempt.runId,
      promptId: attempt.promptId,
      sentSha256: attempt.sentSha256 ?? "",
      isRecorded: attempt.isRecorded ?? false,
      conditionedOnFirst: attempt.conditionedOnFirst ?? false,
      contentSha256: createHash("sha256").update(text).digest("hex"),
      generatedTokens: attempt.generatedTokens ?? 0,
      executorTokens: attempt.executorTokens ?? 0,
      characters: text.length,
      codeBlocks: code.length,
      codeFailures: code.filter((span) => failedRuns.includes(span.run ?? "")).length,
      durationMs: Math.round(attempt.durationMs ?? 0),
      isTruncated: attempt.isTruncated ?? false,
      findings: [...new Set(findings.map((finding) => finding.code))],
      body: {
        create: {
          text,
          spans: spans.map((span) => ({ ...span })),
          findings: findings.map((finding) => ({ ...finding })),
          toolRuns: (attempt.toolRuns ?? []).map(storableRun),
          fixes: { ...fixes },
        },
      },
    },
  });
  return row.id;
}

/** The driver's spans with what is noticed in them, or the parser's own for recorded text. */
function segmentsOf(
  attempt: NewTrajectory,
  text: string,
): { readonly spans: readonly Span[]; readonly findings: readonly Finding[] } {
  const { spans, findings } = attempt.spans
    ? { spans: attempt.spans, findings: findingsOf(text, attempt.spans) }
    : parseTrajectory(text);
  if (!attempt.isTruncated || findings.some((finding) => finding.code === "truncated")) {
    return { spans, findings };
  }
  const end: Finding = { code: "truncated", start: text.length, end: text.length };
  return { spans, findings: [...findings, end] };
}

// jsonb takes no U+0000 either.
function storableRun(run: ToolRun): ToolRun {
  return { ...run, stdout: canonicalText(run.stdout).text, stderr: canonicalText(run.stderr).text };
}

/** Appends a grader's result; the outcome in force stays an override's where a person decided. */
export async function recordGrade(tx: Tx, trajectoryId: number, grade: NewGrade): Promise<void> {
  const extracted = grade.extracted === null ? null : canonicalText(grade.extracted).text;
  await tx.grade.create({
    data: {
      trajectoryId,
      grader: grade.grader ?? "studio",
      version: grade.version,
      outcome: grade.outcome,
      extracted,
      reason: canonicalText(grade.reason).text,
      tier: grade.tier,
      ms: Math.round(grade.ms ?? 0),
    },
  });
  await tx.trajectory.update({ where: { id: trajectoryId }, data: { extracted } });
  await putInForce(tx, trajectoryId);
}

/** Override, else newest grade, else nothing: written to the narrow row, which lists and pairs read. */
async function putInForce(tx: Tx, trajectoryId: number): Promise<Outcome | null> {
  const override = await tx.override.findFirst({
    where: { trajectoryId },
    orderBy: { id: "desc" },
    select: { outcome: true },
  });
  const grade = await tx.grade.findFirst({
    where: { trajectoryId },
    orderBy: { id: "desc" },
    select: { outcome: true },
  });
  const outcome = override?.outcome ?? grade?.outcome ?? null;
  await tx.trajectory.update({ where: { id: trajectoryId }, data: { outcome } });
  return outcome;
}

/**
 * A person decides over the grader, or with `null` lifts that decision. Every pair of the trajectory is settled again:
 * its case, entry and columns follow in the same transaction.
 */
export async function overrideGrade(
  actor: Actor,
  request: OverrideRequest,
): Promise<{ readonly outcome: Outcome | null; readonly pairIds: readonly number[] }> {
  const { trajectoryId, outcome: decided, reason } = overrideRequestSchema.parse(request);
  return db().$transaction(async (tx) => {
    const before = await lockTrajectory(tx, trajectoryId);
    await tx.override.create({
      data: {
        trajectoryId,
        outcome: decided,
        reason: canonicalText(reason).text,
        createdBy: actor.id,
      },
    });
    const outcome = await putInForce(tx, trajectoryId);
    const pairs = await tx.pair.findMany({
      where: { OR: [{ firstId: trajectoryId }, { secondId: trajectoryId }] },
      orderBy: { id: "asc" },
      select: { id: true },
    });
    for (const pair of pairs) await settlePair(tx, actor, pair.id);
    await recordAudit(tx, actor, {
      action: "trajectory.override-grade",
      projectId: before.projectId,
      subject: `trajectory:${trajectoryId}`,
      before: before.outcome ?? "",
      after: outcome ?? "",
      details: { outcome, lifted: decided === null, pairs: pairs.length },
    });
    for (const pair of pairs)
      await notify(tx, { topic: "pair", projectId: before.projectId, id: pair.id });
    return { outcome, pairIds: pairs.map((pair) => pair.id) };
  });
}

async function lockTrajectory(
  tx: Tx,
  trajectoryId: number,
): Promise<{ readonly projectId: number; readonly outcome: Outcome | null }> {
  await tx.$queryRaw`SELECT id FROM trajectory WHERE id = ${trajectoryId} FOR UPDATE`;
  const row = await tx.trajectory.findUnique({
    where: { id: trajectoryId },
    select: { projectId: true, outcome: true },
  });
  if (row) return row;
  throw new NotFound(
    `There is no trajectory ${trajectoryId}. Open the list of attempts and choose one.`,
    {
      fields: { trajectoryId },
    },
  );
}
