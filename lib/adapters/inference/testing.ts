import { afterAll, beforeAll } from "vitest";
import type { ReplyPlan, TextReply } from "#e2e/support/scripted-schema.ts";
import { type ScriptedServer, startScriptedServer } from "#e2e/support/scripted-server.ts";
import { createInference } from "./client.ts";
import type {
  CompletionRequest,
  InferenceFault,
  InferenceOptions,
  InferenceOutcome,
  InferenceReply,
} from "./schema.ts";

type Options = Partial<InferenceOptions>;
type Request = Partial<CompletionRequest>;

export const said = (text: string, extra: Partial<TextReply> = {}): TextReply => ({
  kind: "text",
  text,
  ...extra,
});

/** A scripted server for one test file, and calls to it with short deadlines. Call at the top level of the file. */
export function scriptedEndpoint() {
  let started: ScriptedServer | undefined;
  const server = (): ScriptedServer => {
    if (!started) throw new Error("the scripted server is not started yet");
    return started;
  };
  beforeAll(async () => {
    started = await startScriptedServer(() => ({ kind: "status", status: 500 }));
  });
  afterAll(() => started?.stop());

  const call = (
    plan: ReplyPlan,
    options: Options = {},
    request: Request = {},
  ): Promise<InferenceOutcome> => {
    server().setScript(() => plan);
    return createInference({
      baseUrl: server().url,
      model: "scripted",
      api: "completions",
      deadlines: { connectMs: 300, firstTokenMs: 300, idleMs: 300, totalMs: 900 },
      ...options,
    }).complete({
      prompt: "Problem: 2 + 3\n",
      stop: ["</code>", "</answer>"],
      maxTokens: 64,
      ...request,
    });
  };
  const reply = async (
    plan: ReplyPlan,
    options?: Options,
    request?: Request,
  ): Promise<InferenceReply> => {
    const outcome = await call(plan, options, request);
    if (!outcome.ok) throw new Error(`a fault: ${outcome.message}`);
    return outcome;
  };
  const fault = async (
    plan: ReplyPlan,
    options?: Options,
    request?: Request,
  ): Promise<InferenceFault> => {
    const outcome = await call(plan, options, request);
    if (outcome.ok) throw new Error(`a good outcome: ${outcome.text}`);
    return outcome;
  };
  return { server, call, reply, fault };
}
