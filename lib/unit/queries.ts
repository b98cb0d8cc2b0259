import { z } from "zod";
import { db } from "../adapters/db/client.ts";
import { NotFound } from "../errors.ts";
import { type Span, spanSchema } from "../method/trajectory/schema.ts";
import { projectSettingsSchema } from "../project/schema.ts";
import { type TeachSettings, teachSettingsSchema } from "../run/schema.ts";
import type { LeasedUnit } from "./schema.ts";

/** A run that workers may lease from, with the policies its rollouts need. */
export interface OpenRun {
  readonly id: number;
  readonly projectId: number;
  readonly settings: TeachSettings;
}

/** Runs under way that are made of units, oldest first. */
export async function listOpenRuns(): Promise<OpenRun[]> {
  const runs = await db().run.findMany({
    where: { status: "running", kind: "teach" },
    orderBy: { id: "asc" },
    select: { id: true, projectId: true, settings: true },
  });
  return runs.map((run) => ({ ...run, settings: teachSettingsSchema.parse(run.settings) }));
}

export interface AttemptText {
  readonly trajectoryId: number;
  readonly text: string;
  readonly extracted: string | null;
}

/** What a worker needs to know of a unit's pair and problem. */
export interface UnitContext {
  readonly projectId: number;
  readonly settings: TeachSettings;
  /** Name of the student tokenizer, which counts where an endpoint does not. */
  readonly tokenizer: string;
  readonly problem: { readonly text: string; readonly answer: string; readonly sha256: string };
  readonly pair: {
    readonly id: number;
    readonly z: number;
    readonly attempt: number;
    readonly firstId: number | null;
    readonly secondId: number | null;
  };
}

/** Throws `NotFound` when the pair was deleted meanwhile. */
export async function getUnitContext(unit: LeasedUnit): Promise<UnitContext> {
  const pair = await db().pair.findUnique({
    where: { id: unit.pairId },
    select: {
      id: true,
      z: true,
      attempt: true,
      firstId: true,
      secondId: true,
      projectId: true,
      problem: { select: { text: true, answer: true, contentSha256: true } },
      run: { select: { settings: true } },
      project: { select: { settings: true } },
    },
  });
  if (!pair?.run) throw new NotFound(`Pair ${unit.pairId} of unit ${unit.id} is gone.`);
  const { problem, run, project, projectId, ...rest } = pair;
  return {
    projectId,
    tokenizer: projectSettingsSchema.parse(project.settings).tokenizer,
    settings: teachSettingsSchema.parse(run.settings),
    problem: { text: problem.text, answer: problem.answer, sha256: problem.contentSha256 },
    pair: rest,
  };
}

/** The text and committed answer of an attempt, for the prompt of the one that follows it. */
export async function getAttemptText(trajectoryId: number): Promise<AttemptText> {
  const row = await db().trajectory.findUnique({
    where: { id: trajectoryId },
    select: { extracted: true, body: { select: { text: true } } },
  });
  if (!row?.body) throw new NotFound(`There is no trajectory ${trajectoryId}.`);
  return { trajectoryId, text: row.body.text, extracted: row.extracted };
}

/** An immutable prompt's text. */
export async function getPromptText(
  promptId: number,
): Promise<{ readonly text: string; readonly version: number }> {
  const row = await db().prompt.findUnique({
    where: { id: promptId },
    select: { text: true, version: true },
  });
  if (!row) throw new NotFound(`There is no prompt ${promptId}.`);
  return row;
}

/** Ids of a recorded policy's attempts at a problem, in an order that content alone decides. */
export async function listRecordedAttempts(problemId: number, policyId: number): Promise<number[]> {
  const rows = await db().trajectory.findMany({
    where: { problemId, policyId, isRecorded: true },
    orderBy: [{ contentSha256: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

const storedSpans = z.array(spanSchema);

/** What the grader reads: an attempt's text with its spans. */
export async function getAttemptToGrade(
  trajectoryId: number,
): Promise<{ readonly text: string; readonly spans: readonly Span[] }> {
  const row = await db().trajectoryBody.findUnique({
    where: { trajectoryId },
    select: { text: true, spans: true },
  });
  if (!row) throw new NotFound(`There is no trajectory ${trajectoryId}.`);
  return { text: row.text, spans: storedSpans.parse(row.spans) };
}
