import { randomInt } from "node:crypto";
import {
  getLlama,
  type LlamaContextSequence,
  LlamaLogLevel,
  type LlamaModel,
  type SequenceEvaluateOptions,
  type Token,
} from "node-llama-cpp";
import { createSequencePool, type PooledSequence } from "./sequence-pool.ts";
import { createStopScanner } from "./stop-scanner.ts";

export interface EngineOptions {
  readonly modelPath: string;
  readonly threads: number;
  /** Twice as many sequences are kept, so that each prompt finds one of its own free. */
  readonly running: number;
  /** Tokens a sequence can hold, prompt and answer together. */
  readonly contextTokens: number;
  readonly queueLimit: number;
  readonly onLog: (line: string) => void;
}

export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly minP: number;
  /** 1: off. Counts the last 64 generated tokens. */
  readonly repetitionPenalty: number;
  readonly seed: number | undefined;
}

export interface Generation {
  readonly tokens: readonly Token[];
  readonly stop: readonly string[];
  readonly keepStop: boolean;
  readonly maxTokens: number;
  readonly sampling: Sampling;
  readonly signal: AbortSignal;
  readonly onText: (text: string) => void;
}

export interface Generated {
  readonly text: string;
  readonly finishReason: "stop" | "length";
  readonly stopReason: string | null;
  readonly completionTokens: number;
  /** How many prompt tokens were already in the sequence. */
  readonly cachedTokens: number;
}

export interface Engine {
  readonly contextTokens: number;
  /** What every text begins with; empty for models without a begin token. */
  readonly startTokens: readonly Token[];
  /** Plain text: a special token's spelling is not that token. */
  tokenize(text: string): Token[];
  /** The special token that is spelled so, if the model has it. */
  specialToken(spelling: string): Token | undefined;
  generate(generation: Generation): Promise<Generated>;
  counts(): {
    inFlight: number;
    waiting: number;
    generatedTokens: number;
    promptTokens: number;
    cachedTokens: number;
  };
  dispose(): Promise<void>;
}

class Sequence implements PooledSequence<Token> {
  readonly inner: LlamaContextSequence;
  constructor(inner: LlamaContextSequence) {
    this.inner = inner;
  }
  sharedPrefix(tokens: readonly Token[]): number {
    return this.inner.compareContextTokens([...tokens]).firstDifferentIndex;
  }
}

/** The model in llama.cpp, on the CPU. Threads are pinned: with more than cores they busy-wait on each other. */
export async function loadEngine(options: EngineOptions): Promise<Engine> {
  const llama = await getLlama({
    gpu: false,
    build: "never",
    progressLogs: false,
    maxThreads: options.threads,
    logLevel: LlamaLogLevel.error,
    logger: (_level, message) => options.onLog(message.trim()),
  });
  const model = await llama.loadModel({ modelPath: options.modelPath });
  const kept = options.running * 2;
  const context = await model.createContext({
    sequences: kept,
    contextSize: options.contextTokens,
    threads: options.threads,
  });
  const sequences = Array.from({ length: kept }, () => new Sequence(context.getSequence()));
  const pool = createSequencePool<Token, Sequence>(sequences, {
    running: options.running,
    waiting: options.queueLimit,
  });
  const totals = { generatedTokens: 0, promptTokens: 0, cachedTokens: 0 };

  return {
    contextTokens: options.contextTokens,
    startTokens: startTokens(model),
    tokenize: (text) => model.tokenize(text, false),
    specialToken: (spelling) => {
      const tokens = model.tokenize(spelling, true);
      return tokens.length === 1 ? tokens[0] : undefined;
    },
    async generate(generation) {
      const loan = await pool.take(generation.tokens, generation.signal);
      try {
        const generated = await run(model, loan.sequence.inner, generation);
        totals.generatedTokens += generated.completionTokens;
        totals.promptTokens += generation.tokens.length;
        totals.cachedTokens += generated.cachedTokens;
        return generated;
      } finally {
        loan.release();
      }
    },
    counts: () => ({ ...pool.counts(), ...totals }),
    dispose: () => llama.dispose(),
  };
}

function startTokens(model: LlamaModel): Token[] {
  const { bos, shouldPrependBosToken } = model.tokens;
  return shouldPrependBosToken && bos !== null ? [bos] : [];
}

async function run(
  model: LlamaModel,
  sequence: LlamaContextSequence,
  generation: Generation,
): Promise<Generated> {
  const { rest, cachedTokens } = await keepPrefix(sequence, generation.tokens);
  const scanner = createStopScanner(generation.stop, generation.keepStop);
  const pieces = createDecoder(model, generation.tokens);
  let text = "";
  const generated: Token[] = [];
  const emit = (piece: string): void => {
    text += piece;
    if (piece) generation.onText(piece);
  };
  const ended = (finishReason: "stop" | "length", stopReason: string | null): Generated => ({
    text,
    finishReason,
    stopReason,
    completionTokens: generated.length,
    cachedTokens,
  });
  for await (const token of sequence.evaluate(
    rest,
    samplerOptions(generation.sampling, generated),
  )) {
    generation.signal.throwIfAborted();
    generated.push(token);
    const { emit: safe, hit } = scanner.push(pieces.push(token));
    emit(safe);
    if (hit !== null) return ended("stop", hit);
    if (generated.length >= generation.maxTokens) {
      emit(scanner.flush());
      return ended("length", null);
    }
  }
  emit(scanner.flush());
  return ended("stop", null);
}

function samplerOptions(sampling: Sampling, generated: readonly Token[]): SequenceEvaluateOptions {
  const { temperature, topP, topK, minP, repetitionPenalty, seed } = sampling;
  const repeatPenalty = { punishTokens: () => generated.slice(-64), penalty: repetitionPenalty };
  return {
    temperature,
    topP,
    topK,
    minP,
    ...(repetitionPenalty === 1 ? {} : { repeatPenalty }),
    // Its own default is the time in seconds: the same for requests that come together.
    seed: seed ?? randomInt(2 ** 31),
  };
}

/** Cuts the sequence back to what it shares with `tokens`; at least one token is left to evaluate. */
async function keepPrefix(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
): Promise<{ rest: Token[]; cachedTokens: number }> {
  await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
  const cachedTokens = sequence.nextTokenIndex;
  return { rest: tokens.slice(cachedTokens), cachedTokens };
}

/** Tokens to text; a token that ends inside a character waits for the ones that complete it (four at most). */
function createDecoder(
  model: LlamaModel,
  prompt: readonly Token[],
): { push(token: Token): string } {
  let pending: Token[] = [];
  let before = prompt.slice(-8);
  return {
    push(token) {
      pending.push(token);
      const text = model.detokenize(pending, false, before);
      if (text.endsWith("\uFFFD") && pending.length < 4) return "";
      before = [...before, ...pending].slice(-8);
      pending = [];
      return text;
    },
  };
}
