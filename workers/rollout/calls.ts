import type { Logger } from "pino";
import { createInference } from "#lib/adapters/inference/client.ts";
import { readReply } from "#lib/adapters/inference/reply.ts";
import type {
  CompletionRequest,
  Inference,
  InferenceOutcome,
  InferenceReply,
} from "#lib/adapters/inference/schema.ts";
import { describeCall, requestSha256, storeCall } from "#lib/call/mutations.ts";
import { listStoredCalls, type StoredCall } from "#lib/call/queries.ts";
import { systemActor } from "#lib/member/actor.ts";
import type { CompletionTurn, RolloutAction } from "#lib/method/teacher-distillation/rollout.ts";
import type { RolloutState } from "#lib/method/teacher-distillation/rollout-state.ts";
import type { PolicyConnection } from "#lib/policy/connection/queries.ts";
import { recordPolicyTest } from "#lib/policy/mutations.ts";
import type { LeasedUnit } from "#lib/unit/schema.ts";
import { Failed } from "../scheduler/outcome.ts";

type CompleteAction = Extract<RolloutAction, { do: "complete" }>;

export interface CallCounts {
  readonly promptTokens: number;
  /** SHA-256 of the first request's exact body. */
  readonly firstRequestSha256: string;
  /** A stored turn could not be adopted because the tool's output before it came out differently. */
  readonly lostToolState: boolean;
}

interface CallsOf {
  readonly unit: LeasedUnit;
  readonly connection: PolicyConnection;
  readonly signal: AbortSignal;
  readonly seedOf: (turn: number) => number;
  readonly parts: {
    readonly noteFault: (policyId: number, retryAfterMs?: number) => void;
    readonly noteAnswer: (policyId: number) => void;
    readonly log: Logger;
  };
}

export interface Calls {
  readonly complete: (state: RolloutState, action: CompleteAction) => Promise<CompletionTurn>;
  readonly counts: () => CallCounts;
}

/** A rollout's model calls: a turn that an earlier lease paid for is adopted, any other is asked for and kept raw first. */
export async function openCalls(of: CallsOf): Promise<Calls> {
  const stored = await listStoredCalls(of.unit.id);
  const inference = inferenceOf(of.connection);
  let promptTokens = 0;
  let firstRequestSha256 = "";
  let lostToolState = false;

  return {
    complete: async (state, action) => {
      const request = requestOf(of, state, action);
      const body = inference.requestOf(request);
      const sha256 = requestSha256(body);
      if (action.turn === 0) firstRequestSha256 = sha256;
      const ofTurn = stored.filter((call) => call.turn === action.turn);
      const held = ofTurn.find((call) => call.requestSha256 === sha256);
      if (!held && action.turn > 0 && ofTurn.length > 0) lostToolState = true;
      const reply = held
        ? await adopt(of, body, held)
        : await ask(of, inference, { ...request, turn: action.turn, body });
      promptTokens += reply.usage?.promptTokens ?? 0;
      await describeCall(of.unit, action.turn, {
        model: reply.model,
        finishReason: reply.finishReason,
        promptTokens: reply.usage?.promptTokens ?? 0,
        completionTokens: reply.usage?.completionTokens ?? 0,
      });
      return { text: reply.text, finishReason: reply.finishReason, usage: reply.usage };
    },
    counts: () => ({ promptTokens, firstRequestSha256, lostToolState }),
  };
}

function inferenceOf(connection: PolicyConnection): Inference {
  return createInference({
    baseUrl: connection.baseUrl,
    apiKey: connection.apiKey ?? undefined,
    model: connection.settings.model,
    api: connection.settings.api,
  });
}

function requestOf(of: CallsOf, state: RolloutState, action: CompleteAction): CompletionRequest {
  const { sampling, stop } = of.connection.settings;
  return {
    prompt: state.prompt,
    continueFrom: state.text,
    stop: [...new Set([...action.stop, ...stop])],
    maxTokens: action.maxTokens,
    temperature: sampling.temperature,
    topP: sampling.topP,
    seed: of.seedOf(action.turn),
    signal: of.signal,
  };
}

async function adopt(of: CallsOf, body: string, held: StoredCall): Promise<InferenceReply> {
  if (held.lease !== of.unit.lease) {
    const { turn, response, latencyMs, lease } = held;
    await storeCall(of.unit, { turn, request: body, response, latencyMs, adoptedFromLease: lease });
  }
  return replyOrFail(of, readReply({ request: body, raw: held.response }));
}

async function ask(
  of: CallsOf,
  inference: Inference,
  request: CompletionRequest & { readonly turn: number; readonly body: string },
): Promise<InferenceReply> {
  const startedAt = Date.now();
  const outcome = await inference.complete({
    ...request,
    onRaw: (response) =>
      storeCall(of.unit, {
        turn: request.turn,
        request: request.body,
        response,
        latencyMs: Date.now() - startedAt,
      }),
  });
  return replyOrFail(of, outcome);
}

const endpointFaults: readonly string[] = [
  "unreachable",
  "unauthorised",
  "rate-limited",
  "server-error",
  "not-found",
  "misconfigured",
];

/** A fault of the endpoint as a whole is named on the policy too, and slows its lane down. */
async function replyOrFail(of: CallsOf, outcome: InferenceOutcome): Promise<InferenceReply> {
  const { policyId } = of.connection;
  if (outcome.ok) {
    of.parts.noteAnswer(policyId);
    return outcome;
  }
  of.parts.log.warn({ unit: of.unit.id, policyId, code: outcome.code }, outcome.message);
  if (endpointFaults.includes(outcome.code)) {
    of.parts.noteFault(policyId, outcome.retryAfterMs);
    await recordPolicyTest(systemActor, policyId, { ok: false, message: outcome.message });
  }
  throw new Failed({
    code: outcome.code,
    reason: outcome.message,
    isRetryable: outcome.isRetryable,
    ...(outcome.retryAfterMs === undefined ? {} : { retryAfterMs: outcome.retryAfterMs }),
  });
}
