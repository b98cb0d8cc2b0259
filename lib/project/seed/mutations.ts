import { createHash } from "node:crypto";
import type { Tx } from "#lib/adapters/db/client.ts";
import { readShippedText } from "#lib/adapters/files/shipped.ts";
import type { Actor } from "#lib/member/actor.ts";
import { policySettingsSchema } from "#lib/policy/schema.ts";
import { toStoredPlacement } from "#lib/transition/schema.ts";
import type { StrategyFields } from "../schema.ts";
import {
  defaultStudentPrompt,
  embeddedPolicyName,
  promptFiles,
  transitionsOf,
} from "./plan-seed.ts";
import type { PairSeed, StrategySeed } from "./schema.ts";

interface SeedRequest {
  readonly projectId: number;
  readonly pair: PairSeed;
  readonly embedded: boolean;
}

const embeddedModel = "SmolLM2-135M-Instruct";

/** Writes a pair's rows into a new project, in the caller's transaction: strategies, prompts, transitions, policies. */
export async function seedPair(tx: Tx, actor: Actor, request: SeedRequest): Promise<void> {
  const [first, second] = request.pair.strategies;
  const one = await seedStrategy(tx, actor, request, first, 1);
  const two = await seedStrategy(tx, actor, request, second, 2);
  await tx.prompt.create({
    data: promptRow(actor, request.projectId, {
      strategyId: null,
      use: "student",
      text: request.pair.studentPrompt ?? defaultStudentPrompt(request.embedded),
    }),
  });
  await tx.transitionTemplate.createMany({
    data: transitionsOf(request.pair).map(({ from, placement, ...template }) => ({
      ...template,
      placement: toStoredPlacement(placement),
      projectId: request.projectId,
      fromStrategyId: from === 1 ? one : two,
      toStrategyId: from === 1 ? two : one,
      isDefault: true,
      createdBy: actor.id,
    })),
  });
}

async function seedStrategy(
  tx: Tx,
  actor: Actor,
  request: SeedRequest,
  seed: StrategySeed,
  position: 1 | 2,
): Promise<number> {
  const policyId = request.embedded ? await seedPolicy(tx, request.projectId, seed) : null;
  const { name, sign, subsetName, usesTools } = seed;
  const strategy = await tx.strategy.create({
    data: { projectId: request.projectId, position, name, sign, subsetName, usesTools, policyId },
    select: { id: true },
  });
  const shipped = await shippedPrompts(seed.usesTools, request.embedded);
  const texts = {
    first: seed.firstPrompt ?? shipped.first,
    second: seed.secondPrompt ?? shipped.second,
  };
  await tx.prompt.createMany({
    data: [
      promptRow(actor, request.projectId, {
        strategyId: strategy.id,
        use: "strategyFirst",
        text: texts.first,
      }),
      promptRow(actor, request.projectId, {
        strategyId: strategy.id,
        use: "strategySecond",
        text: texts.second,
      }),
    ],
  });
  return strategy.id;
}

/** The prompts that ship for a strategy of this kind. */
export async function shippedPrompts(
  usesTools: boolean,
  embedded: boolean,
): Promise<{ first: string; second: string }> {
  const files = promptFiles(usesTools, embedded);
  return { first: await readShippedText(files.first), second: await readShippedText(files.second) };
}

interface PromptSeed {
  readonly strategyId: number | null;
  readonly use: "strategyFirst" | "strategySecond" | "student";
  readonly text: string;
}

function promptRow(actor: Actor, projectId: number, seed: PromptSeed) {
  const sha256 = createHash("sha256").update(seed.text).digest("hex");
  return { ...seed, projectId, version: 1, sha256, createdBy: actor.id };
}

async function seedPolicy(tx: Tx, projectId: number, seed: StrategyFields): Promise<number> {
  const settings = policySettingsSchema.parse({
    model: embeddedModel,
    api: "completions",
    stop: seed.usesTools ? ["</code>", "</answer>"] : ["</answer>"],
    sampling: { temperature: 0.4, topP: 0.95 },
    maxInFlight: 4,
  });
  const policy = await tx.policy.create({
    data: {
      projectId,
      name: embeddedPolicyName(seed),
      kind: "openaiCompatible",
      isEmbedded: true,
      settings,
    },
    select: { id: true },
  });
  return policy.id;
}
