import { z } from "zod";
import { createInference, post } from "./client.ts";
import type { InferenceFault, InferenceOptions, InferenceReply } from "./schema.ts";
import { jsonOrNull } from "./status-fault.ts";

export interface EndpointTest {
  readonly ok: boolean;
  /** Plain words for the policy's page. */
  readonly message: string;
}

/** What *Test* asks: does it answer, as the right model, and what does its answer lack. Two or three small calls. */
export async function testEndpoint(
  options: InferenceOptions,
  signal?: AbortSignal,
): Promise<EndpointTest> {
  const brief = {
    ...options,
    deadlines: { firstTokenMs: 60_000, totalMs: 60_000, ...options.deadlines },
  };
  const startedAt = performance.now();
  const outcome = await ask(brief, signal);
  if (outcome.ok) return { ok: true, message: praise(outcome, performance.now() - startedAt) };
  const hint = await hintFor(outcome, brief, signal);
  return { ok: false, message: hint ? `${outcome.message} ${hint}` : outcome.message };
}

function ask(options: InferenceOptions, signal: AbortSignal | undefined) {
  return createInference(options).complete({
    prompt: "What is 2 + 3?\nAnswer:",
    stop: ["\n"],
    maxTokens: 8,
    temperature: 0,
    signal,
  });
}

function praise(reply: InferenceReply, ms: number): string {
  const counts = reply.usage
    ? `It reports its token counts.`
    : `It reports no token counts: they are made with the student tokenizer.`;
  return `'${reply.model}' answered in ${(ms / 1000).toFixed(1)} s. ${counts}`;
}

/** What a second look tells: the models it serves, or that the other API works. */
async function hintFor(
  found: InferenceFault,
  options: InferenceOptions,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (found.code !== "not-found" && found.code !== "misconfigured") return "";
  const models = await listModels(options, signal);
  if (models.length > 0 && !models.includes(options.model))
    return `It serves: ${models.slice(0, 8).join(", ")}.`;
  const other = options.api === "completions" ? "chat" : "completions";
  const outcome = await ask({ ...options, api: other }, signal);
  return outcome.ok ? `With the API set to '${other}' it answers.` : "";
}

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

async function listModels(
  options: InferenceOptions,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const raw = await post(options, { path: "/models", signal });
  if (typeof raw !== "string") return [];
  const parsed = modelsSchema.safeParse(jsonOrNull(raw));
  return parsed.success ? parsed.data.data.map((model) => model.id) : [];
}
