import type { Logger } from "pino";
import { canonicalText } from "#lib/canonical-text.ts";
import { Unavailable } from "#lib/errors.ts";
import { systemActor } from "#lib/member/actor.ts";
import { samplingSeed } from "#lib/method/teacher-distillation/draw.ts";
import { rolledOut } from "#lib/method/teacher-distillation/rolled-out.ts";
import {
  afterCompletion,
  afterRun,
  type CountTokens,
  nextAction,
} from "#lib/method/teacher-distillation/rollout.ts";
import { type RolloutState, startRollout } from "#lib/method/teacher-distillation/rollout-state.ts";
import { getPolicyConnection, type PolicyConnection } from "#lib/policy/connection/queries.ts";
import { fillPrompt } from "#lib/prompt/fill-prompt.ts";
import type { RunStrategy } from "#lib/run/schema.ts";
import type { ToolRun } from "#lib/trajectory/schema.ts";
import {
  getAttemptText,
  getPromptText,
  getUnitContext,
  listRecordedAttempts,
  type UnitContext,
} from "#lib/unit/queries.ts";
import {
  finishRecorded,
  finishRollout,
  type Part,
  strategiesOf,
} from "#lib/unit/results/mutations.ts";
import type { LeasedUnit } from "#lib/unit/schema.ts";
import { Failed, NotNow } from "../scheduler/outcome.ts";
import { type CallCounts, openCalls } from "./calls.ts";
import type { ToolSession, Tools } from "./tools.ts";

export interface RolloutParts {
  readonly tools: Tools;
  readonly countTokens: (tokenizer: string) => Promise<CountTokens>;
  readonly noteFault: (policyId: number, retryAfterMs?: number) => void;
  readonly noteAnswer: (policyId: number) => void;
  readonly log: Logger;
}

/** One attempt of a pair, from its prompt to the stored trajectory (Algorithm 1, lines 5–6). */
export async function performRollout(
  parts: RolloutParts,
  unit: LeasedUnit,
  part: Part,
  signal: AbortSignal,
): Promise<void> {
  const context = await getUnitContext(unit);
  const strategy = strategiesOf(context.settings, context.pair.z)[part];
  if (strategy.isRecorded) return chooseRecorded(unit, context, part, strategy);
  const connection = await orNotNow(() => getPolicyConnection(systemActor, strategy.policyId));
  const prompt = await promptOf(context, part, strategy);
  const rollout = {
    parts,
    unit,
    context,
    part,
    strategy,
    connection,
    signal,
    startedAt: Date.now(),
  };
  const done = await drive(rollout, prompt.text);
  await finishRollout(unit, context, part, {
    attempt: attemptOf(rollout, prompt, done),
    promptTokens: done.counts.promptTokens,
    ...(done.counts.lostToolState ? { note: toolStateLost } : {}),
  });
}

const toolStateLost = {
  code: "tool-state-lost",
  reason:
    "After a restart the code printed something else than before, so the attempt went on from there.",
};

interface Rollout {
  readonly parts: RolloutParts;
  readonly unit: LeasedUnit;
  readonly context: UnitContext;
  readonly part: Part;
  readonly strategy: RunStrategy;
  readonly connection: PolicyConnection;
  readonly signal: AbortSignal;
  readonly startedAt: number;
}

interface Driven {
  readonly state: RolloutState;
  readonly toolRuns: readonly ToolRun[];
  readonly counts: CallCounts;
}

async function drive(rollout: Rollout, prompt: string): Promise<Driven> {
  const { parts, context, strategy } = rollout;
  const { settings } = context;
  const count = await parts.countTokens(context.tokenizer);
  const calls = await openCalls({ ...rollout, seedOf: (turn) => seedOf(rollout, turn) });
  const toolRuns: ToolRun[] = [];
  let session: ToolSession | null = null;
  let state = startRollout(prompt, {
    usesTools: strategy.usesTools,
    tokenBudget: settings.tokenBudget,
    maxToolCalls: settings.maxToolCalls,
  });
  try {
    for (;;) {
      rollout.signal.throwIfAborted();
      const action = nextAction(state);
      if (action.do === "finish") return { state, toolRuns, counts: calls.counts() };
      if (action.do === "fail")
        throw new Failed({ code: action.code, reason: action.reason, isRetryable: true });
      if (action.do === "complete") {
        state = afterCompletion(state, await calls.complete(state, action), count);
      } else {
        session ??= await orNotNow(async () => parts.tools.openSession(seedOf(rollout, 0)));
        const run = await session.run(action.code, { timeoutMs: settings.toolTimeoutMs });
        toolRuns.push(run);
        state = afterRun(state, storable(run), count);
      }
    }
  } finally {
    await session?.close();
  }
}

// What is shown to the model and what is stored must be the same bytes.
function storable(run: ToolRun): ToolRun {
  return { ...run, stdout: canonicalText(run.stdout).text, stderr: canonicalText(run.stderr).text };
}

/** What is not there yet (model loading, sandbox probing) costs the unit no attempt. */
async function orNotNow<Thing>(open: () => Promise<Thing>): Promise<Thing> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof Unavailable) throw new NotNow(error.message, { cause: error });
    throw error;
  }
}

function seedOf({ context, part }: Rollout, turn: number): number {
  return samplingSeed({
    runSeed: context.settings.seed,
    problemSha256: context.problem.sha256,
    attempt: context.pair.attempt,
    part,
    turn,
  });
}

interface FilledPrompt {
  readonly id: number;
  readonly text: string;
}

async function promptOf(
  context: UnitContext,
  part: Part,
  strategy: RunStrategy,
): Promise<FilledPrompt> {
  const id = part === "first" ? strategy.firstPromptId : strategy.secondPromptId;
  const { text } = await getPromptText(id);
  if (part === "first") return { id, text: fillPrompt(text, { problem: context.problem.text }) };
  if (context.pair.firstId === null)
    throw new Error(`Pair ${context.pair.id} has no first attempt yet.`);
  const first = await getAttemptText(context.pair.firstId);
  const firstAnswer = first.extracted ?? "no answer";
  return {
    id,
    text: fillPrompt(text, {
      problem: context.problem.text,
      firstAttempt: first.text,
      firstAnswer,
    }),
  };
}

function attemptOf(rollout: Rollout, prompt: FilledPrompt, done: Driven) {
  const out = rolledOut(done.state);
  const { context, strategy, unit, part } = rollout;
  return {
    projectId: context.projectId,
    problemId: unit.problemId,
    policyId: strategy.policyId,
    strategyId: strategy.strategyId,
    runId: unit.runId,
    promptId: prompt.id,
    sentSha256: done.counts.firstRequestSha256,
    conditionedOnFirst: part === "second",
    text: out.text,
    spans: out.spans,
    toolRuns: done.toolRuns,
    generatedTokens: out.generatedTokens,
    executorTokens: out.executorTokens,
    durationMs: Date.now() - rollout.startedAt,
    isTruncated: out.isTruncated,
  };
}

/** A recorded teacher does not write: one of its attempts at this problem is chosen by seed. */
async function chooseRecorded(
  unit: LeasedUnit,
  context: UnitContext,
  part: Part,
  strategy: RunStrategy,
): Promise<void> {
  const ids = await listRecordedAttempts(unit.problemId, strategy.policyId);
  const place = { runSeed: context.settings.seed, problemSha256: context.problem.sha256 };
  const seed = samplingSeed({ ...place, attempt: context.pair.attempt, part, turn: 0 });
  const chosen = ids[seed % Math.max(ids.length, 1)];
  if (chosen === undefined) {
    throw new Failed({
      code: "no-recorded-trajectory",
      reason: `“${strategy.policyName}” has no recorded trajectory for this problem: import one, or give strategy “${strategy.name}” another policy.`,
      isRetryable: false,
    });
  }
  await finishRecorded(unit, part, chosen);
}
