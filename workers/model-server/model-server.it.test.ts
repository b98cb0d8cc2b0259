import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createInference } from "#lib/adapters/inference/client.ts";
import type { CompletionRequest, InferenceOptions } from "#lib/adapters/inference/schema.ts";
import { childEnv, dataDir } from "#lib/env.ts";
import { embeddedModel, ensureModelFile } from "../../scripts/model-file.mjs";
import { modelServerEnv } from "./environment.ts";

const token = "test-token";
const readySchema = z.object({
  ready: z.boolean(),
  port: z.int().optional(),
  message: z.string().optional(),
});

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["workers/model-server/main.ts", ...args], {
    env: childEnv(modelServerEnv(token)),
    stdio: ["ignore", "pipe", "ignore"],
  });
}

async function firstLine(child: ChildProcess) {
  if (!child.stdout) throw new Error("no standard output");
  for await (const line of createInterface({ input: child.stdout }))
    return readySchema.parse(JSON.parse(line));
  throw new Error("it said nothing");
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once("exit", resolve);
  });
}

let server: ChildProcess;
let baseUrl = "";

beforeAll(async () => {
  await ensureModelFile({ dataDir: dataDir() });
  server = start(["--running", "2", "--context", "768", "--queue", "1"]);
  const { port } = await firstLine(server);
  baseUrl = `http://127.0.0.1:${port}/v1`;
}, 240_000);

afterAll(async () => {
  if (server.exitCode === null) server.kill("SIGKILL");
});

const examples = readFileSync("samples/prompts/text-first.txt", "utf8");
const prompt = examples.replace("{problem}", "How many legs does a cat have?");

function complete(
  request: Partial<CompletionRequest> = {},
  options: Partial<InferenceOptions> = {},
) {
  const inference = createInference({
    baseUrl,
    apiKey: token,
    model: embeddedModel.name,
    api: "completions",
    ...options,
  });
  return inference.complete({
    prompt,
    stop: ["</answer>"],
    maxTokens: 48,
    temperature: 0,
    ...request,
  });
}

test("a real completion stops at its stop string, counts its tokens and keeps the prefix", {
  timeout: 60_000,
}, async () => {
  const first = await complete();
  if (!first.ok) throw new Error(first.message);
  expect(first).toMatchObject({
    finishReason: "stop",
    stopString: "</answer>",
    model: embeddedModel.name,
  });
  expect(first.text).toMatch(/^<think>\n[\s\S]*<answer>[\s\S]*<\/answer>$/);
  const second = await complete();
  if (!second.ok) throw new Error(second.message);
  const usage = JSON.parse(second.raw).usage;
  expect(usage.prompt_tokens_details.cached_tokens).toBe(usage.prompt_tokens - 1);
});

test("a stream's pieces are its text, and the server keeps the stop string when asked", {
  timeout: 60_000,
}, async () => {
  const pieces: string[] = [];
  const streamed = await complete(
    { onText: (text) => pieces.push(text) },
    { stopKeeping: "include-stop-str" },
  );
  if (!streamed.ok) throw new Error(streamed.message);
  expect(streamed.text).toMatch(/<\/answer>$/);
  expect(pieces.join("")).toBe(streamed.text);
  expect(streamed.usage?.completionTokens).toBeGreaterThan(pieces.length - 1);
});

test("max_tokens and chat", { timeout: 60_000 }, async () => {
  expect(await complete({ maxTokens: 3 })).toMatchObject({
    ok: true,
    finishReason: "length",
    usage: { completionTokens: 3 },
  });
  const chat = await complete({ prompt: "Say hello.", maxTokens: 8 }, { api: "chat" });
  expect(chat).toMatchObject({ ok: true, text: expect.stringMatching(/^<answer>/) });
});

test("what it cannot do is said: token, model, context, fields", { timeout: 60_000 }, async () => {
  expect(await complete({}, { apiKey: "wrong-token" })).toMatchObject({
    ok: false,
    code: "unauthorised",
  });
  expect(await complete({}, { model: "gpt-oss" })).toMatchObject({ ok: false, code: "not-found" });
  expect(await complete({ maxTokens: 500 })).toMatchObject({ ok: false, code: "context-length" });
  expect(await complete({ temperature: -1 })).toMatchObject({
    ok: false,
    code: "misconfigured",
    message: expect.stringContaining("temperature"),
  });
});

const healthSchema = z.object({ inFlight: z.int(), waiting: z.int() });

async function health() {
  const url = baseUrl.replace("/v1", "/health");
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return healthSchema.parse(await response.json());
}

test("a full queue is 429 with Retry-After; a client that leaves frees its place", {
  timeout: 60_000,
}, async () => {
  const leaving = new AbortController();
  const long = { maxTokens: 250, stop: [], temperature: 1 };
  const held = [1, 2, 3].map((seed) =>
    complete({ ...long, seed, signal: leaving.signal }).catch((error: Error) => error.message),
  );
  await expect.poll(health, { timeout: 20_000 }).toEqual({ inFlight: 2, waiting: 1 });
  expect(await complete(long)).toMatchObject({
    ok: false,
    code: "rate-limited",
    retryAfterMs: 1000,
  });
  leaving.abort(new Error("left"));
  expect(await Promise.all(held)).toEqual(["left", "left", "left"]);
  await expect.poll(health, { timeout: 20_000 }).toEqual({ inFlight: 0, waiting: 0 });
});

test("a missing file is one sentence and an exit code that says: not again", {
  timeout: 60_000,
}, async () => {
  const child = start(["--model", "/nowhere/model.gguf"]);
  expect(await firstLine(child)).toEqual({
    ready: false,
    message: expect.stringMatching(/^The model file .* cannot be read/),
  });
  expect(await exitCode(child)).toBe(2);
});

test("SIGTERM ends it, work in hand or not", { timeout: 60_000 }, async () => {
  const pending = complete({ maxTokens: 250, stop: [], temperature: 1 });
  setTimeout(() => server.kill("SIGTERM"), 300);
  expect((await pending).ok).toBe(false);
  expect(await exitCode(server)).toBe(0);
});
