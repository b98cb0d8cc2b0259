import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { dataDir, modelServerToken, uvThreads } from "#lib/env.ts";
import { embeddedModel, modelFilePath } from "../../scripts/model-file.mjs";
import { checkModelFile } from "./check-model-file.ts";
import { type Engine, loadEngine } from "./engine.ts";
import { createModelServer } from "./http.ts";
import { yieldToOthers } from "./priority.ts";

// The page must stay quick while the model works. Threads made later inherit it.
yieldToOthers();

const { values: args } = parseArgs({
  options: {
    model: { type: "string", default: modelFilePath(dataDir()) },
    // "" skips the check: a model of one's own.
    sha256: { type: "string", default: embeddedModel.sha256 },
    name: { type: "string", default: embeddedModel.name },
    port: { type: "string", default: "0" },
    threads: { type: "string", default: String(defaultThreads()) },
    running: { type: "string", default: "4" },
    context: { type: "string", default: "2048" },
    queue: { type: "string", default: "64" },
  },
});

/**
 * One core is left to everything else: llama.cpp's threads wait for each other by spinning, and with as many of them as
 * cores a busy machine stalls it (16 short texts: 7 to 27 s with one thread on two busy cores, over 100 s with two).
 */
function defaultThreads(): number {
  return Math.min(8, Math.max(1, availableParallelism() - 1));
}

/** Nothing that a restart would cure, so the supervisor does not try again. */
const cannotRunHere = 2;

async function main(): Promise<void> {
  const token = modelServerToken();
  if (!token) return giveUp("The model server needs MODEL_SERVER_TOKEN in its environment.");
  if (uvThreads() !== 1) {
    return giveUp(
      "The model server needs UV_THREADPOOL_SIZE=1 in its environment, or its texts get mixed up.",
    );
  }
  const broken = await checkModelFile(args.model, args.sha256);
  if (broken) return giveUp(broken);
  const startedAt = performance.now();
  const engine = await load();
  if (typeof engine === "string") return giveUp(engine);
  const loadMs = Math.round(performance.now() - startedAt);
  const tokensPerSecond = await warmUp(engine);
  const stopping = new AbortController();
  const server = createModelServer({
    engine,
    modelName: args.name,
    token,
    stopping: stopping.signal,
  });
  const stop = async (): Promise<void> => {
    stopping.abort(new Error("the server stops"));
    server.close();
    setTimeout(() => process.exit(0), 3000).unref();
    await engine.dispose();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  server.listen(Number(args.port), "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    say({ ready: true, port, model: args.name, loadMs, tokensPerSecond });
  });
}

function load(): Promise<Engine | string> {
  return loadEngine({
    modelPath: args.model,
    threads: Number(args.threads),
    running: Number(args.running),
    contextTokens: Number(args.context),
    queueLimit: Number(args.queue),
    onLog: (line) => process.stderr.write(`${line}\n`),
  }).catch(reasonOf);
}

function reasonOf(error: unknown): string {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (/NoBinaryFound|binding|prebuilt/i.test(said)) {
    return "The embedded model cannot run on this processor or system (no llama.cpp build fits it); use another endpoint under Policies.";
  }
  return `The embedded model could not be loaded (${said.split("\n")[0]}).`;
}

/** One short text, so that what cannot run fails before the ready line. Tokens a second of one sequence. */
async function warmUp(engine: Engine): Promise<number> {
  const startedAt = performance.now();
  const { completionTokens } = await engine.generate({
    tokens: engine.tokenize("One, two, three,"),
    stop: [],
    keepStop: false,
    maxTokens: 16,
    sampling: { temperature: 0, topP: 1, topK: 40, minP: 0, repetitionPenalty: 1, seed: 1 },
    signal: new AbortController().signal,
    onText: () => undefined,
  });
  return Math.round((completionTokens * 10_000) / (performance.now() - startedAt)) / 10;
}

function giveUp(reason: string): void {
  say({ ready: false, message: reason });
  process.stderr.write(`${reason}\n`);
  process.exitCode = cannotRunHere;
}

function say(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

await main();
