import type { FileObject, RowFault } from "#lib/import/schema.ts";
import { splitDualDistill, unknownTransitionIn } from "#lib/method/formats/read-dualdistill.ts";
import type { Outcome } from "#lib/method/grading/schema.ts";
import type { Placement, TransitionKind } from "#lib/method/splice/schema.ts";
import { parseTrajectory } from "#lib/method/trajectory/parse.ts";
import type { Span } from "#lib/method/trajectory/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { releasedWordings } from "#lib/project/seed/default-pair.ts";
import type { TransitionTemplateRow } from "#lib/transition/schema.ts";
import { type AttemptRow, type RowProblem, readAttemptRow } from "./read-row.ts";
import type { TrajectoryShape } from "./schema.ts";

/** What rows are read against; fixed while a file is imported. */
export interface ImportContext {
  readonly strategies: readonly [StrategyRow, StrategyRow];
  /** Every version of every template: their sentences tell where a spliced text was joined. */
  readonly templates: readonly TransitionTemplateRow[];
  /** Policy of rows that name none. */
  readonly policyName: string;
  /** Which strategy a policy of this name teaches, for rows that name only the policy. */
  readonly strategyOfPolicy: ReadonlyMap<string, number>;
}

/** One attempt to record. */
export interface PlannedAttempt {
  readonly text: string;
  readonly spans: readonly Span[];
  /** The row's own spans win over the parser. */
  readonly hasOwnSpans: boolean;
  readonly strategyId: number;
  readonly policyName: string;
  /** Follows from the transition's kind; null: the grader decides. */
  readonly inferred: Outcome | null;
}

/** How the row's attempts belong together as a pair; null: they do not. */
export interface PlannedPair {
  readonly firstStrategyId: number;
  /** Composing the pair gives the row's text, byte for byte. */
  readonly isExact: boolean;
  /** Null: the first attempt alone. */
  readonly transition: {
    readonly text: string;
    readonly kind: TransitionKind;
    readonly placement: Placement;
    readonly templateId: number;
  } | null;
}

export interface PlannedRow {
  readonly ok: true;
  readonly shape: TrajectoryShape;
  readonly problem: RowProblem;
  readonly attempts: readonly PlannedAttempt[];
  readonly pair: PlannedPair | null;
}

/** What a row brings, or why it cannot be taken. Pure: the same row and context give the same plan. */
export function planRow(
  row: FileObject,
  context: ImportContext,
): PlannedRow | ({ readonly ok: false } & RowFault) {
  const read = readAttemptRow(row);
  if (!read.ok) return read;
  const { value } = read;
  if (value.shape === "spliced") return planSpliced(value, context);
  if (value.shape === "solutions") return planSolutions(value, context);
  return planRecorded(value, context);
}

type RowOf<Shape extends TrajectoryShape> = Extract<AttemptRow, { shape: Shape }>;

function planRecorded(row: RowOf<"recorded">, context: ImportContext) {
  const policyName = row.policy || context.policyName;
  const strategy = strategyOf(row, policyName, context);
  if (typeof strategy === "string")
    return { ok: false as const, field: "strategy", reason: strategy };
  const spans = row.spans ?? parseTrajectory(row.text).spans;
  const attempt: PlannedAttempt = {
    text: row.text,
    spans,
    hasOwnSpans: row.spans !== null,
    strategyId: strategy.id,
    policyName,
    inferred: null,
  };
  return {
    ok: true as const,
    shape: row.shape,
    problem: row.problem,
    attempts: [attempt],
    pair: null,
  };
}

/** The strategy named, else the policy's, else the only one whose tools fit the text. A sentence where none does. */
function strategyOf(
  row: RowOf<"recorded">,
  policyName: string,
  context: ImportContext,
): StrategyRow | string {
  const names = context.strategies.map((strategy) => `"${strategy.name}"`).join(" and ");
  if (row.strategy) {
    const named = context.strategies.find(
      (strategy) => strategy.name.toLowerCase() === row.strategy.toLowerCase(),
    );
    return named ?? `is "${row.strategy.slice(0, 60)}"; this project has ${names}.`;
  }
  const taught = context.strategyOfPolicy.get(policyName);
  const known = context.strategies.find((strategy) => strategy.id === taught);
  const fitting = known ?? byTools(context, hasCode(row.text));
  return fitting ?? `is missing, and neither the policy nor the text tells it: name ${names}.`;
}

function hasCode(text: string): boolean {
  return parseTrajectory(text).spans.some((span) => span.kind === "code");
}

/** The one strategy that does, or does not, use tools; undefined when both are alike. */
function byTools({ strategies }: ImportContext, usesTools: boolean): StrategyRow | undefined {
  const fitting = strategies.filter((strategy) => strategy.usesTools === usesTools);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function planSolutions(row: RowOf<"solutions">, context: ImportContext) {
  const { policyName } = context;
  const taught = context.strategyOfPolicy.get(policyName);
  const strategy = context.strategies.find((one) => one.id === taught) ?? byTools(context, false);
  if (!strategy) {
    const reason = `cannot be given to a strategy: "${policyName}" teaches none, and not exactly one works without tools. Assign the policy under Settings first.`;
    return { ok: false as const, field: "r1_solution_1", reason };
  }
  const attempts = row.texts.map((text) => parsed(text, strategy.id, policyName, null));
  return { ok: true as const, shape: row.shape, problem: row.problem, attempts, pair: null };
}

function planSpliced(row: RowOf<"spliced">, context: ImportContext) {
  const { policyName, templates } = context;
  const split = splitDualDistill(row.text, withReleasedWordings(templates));
  if (!split) return planAlone(row, context);
  const { transition, placement } = split;
  const { fromStrategyId, toStrategyId, kind, text, id: templateId } = transition;
  const inferred = kind === "correction" ? ("incorrect" as const) : ("correct" as const);
  const attempts = [
    parsed(split.first, fromStrategyId, policyName, inferred),
    parsed(split.second, toStrategyId, policyName, null),
  ];
  const pair = {
    firstStrategyId: fromStrategyId,
    isExact: split.isExact,
    transition: { text, kind, placement, templateId },
  };
  return { ok: true as const, shape: row.shape, problem: row.problem, attempts, pair };
}

/** The released data words one of its transitions in two ways; both are that transition. */
function withReleasedWordings(
  templates: readonly TransitionTemplateRow[],
): readonly TransitionTemplateRow[] {
  const others = [...releasedWordings].flatMap(([text, usual]) => {
    const template = templates.find((one) => one.text === usual);
    return template ? [{ ...template, text }] : [];
  });
  return [...templates, ...others];
}

/** Without a known sentence the text is one right attempt: what (1,0) keeps. */
function planAlone(row: RowOf<"spliced">, context: ImportContext) {
  const unknown = unknownTransitionIn(row.text, context.templates);
  if (unknown !== null) {
    const reason = `is joined by "${unknown.slice(0, 200)}", which is none of the project's transitions. Add that sentence under Transitions, then import again.`;
    return { ok: false as const, field: "synthetic_data", reason };
  }
  const strategy = byTools(context, hasCode(row.text));
  if (!strategy) {
    const reason =
      "holds none of the project's transition sentences, and the strategy of a first attempt alone cannot be told. Add its sentence under Transitions.";
    return { ok: false as const, field: "synthetic_data", reason };
  }
  return {
    ok: true as const,
    shape: row.shape,
    problem: row.problem,
    attempts: [parsed(row.text, strategy.id, context.policyName, null)],
    pair: { firstStrategyId: strategy.id, isExact: true, transition: null },
  };
}

function parsed(
  text: string,
  strategyId: number,
  policyName: string,
  inferred: Outcome | null,
): PlannedAttempt {
  return {
    text,
    spans: parseTrajectory(text).spans,
    hasOwnSpans: false,
    strategyId,
    policyName,
    inferred,
  };
}
