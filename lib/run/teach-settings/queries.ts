import type { Tx } from "../../adapters/db/client.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { policySettingsSchema } from "../../policy/schema.ts";
import { projectSettingsSchema } from "../../project/schema.ts";
import type { RunStrategy, TeachRequest, TeachSettings } from "../schema.ts";

/** Everything a teach run needs, read once: strategies with their policies, newest prompts, prices and limits. */
export async function teachSettingsOf(
  tx: Tx,
  projectId: number,
  request: TeachRequest,
): Promise<TeachSettings> {
  const project = await tx.project.findUnique({
    where: { id: projectId },
    select: {
      name: true,
      archivedAt: true,
      settings: true,
      strategies: { orderBy: { position: "asc" }, include: { policy: true } },
    },
  });
  if (!project) throw new NotFound(`There is no project ${projectId}.`);
  if (project.archivedAt)
    throw new Invalid(
      `Project “${project.name}” is archived: bring it back before running stage 1.`,
    );
  const settings = projectSettingsSchema.parse(project.settings);
  const [one, two] = project.strategies;
  if (!one || !two)
    throw new Invalid(
      `Project “${project.name}” has not two strategies: set the pair under Settings.`,
    );
  return {
    seed: settings.seed,
    limit: request.limit ?? null,
    again: request.again ?? false,
    tokenBudget: settings.tokenBudget,
    maxToolCalls: settings.maxToolCalls,
    toolTimeoutMs: settings.toolTimeoutMs,
    strategies: [await runStrategyOf(tx, one), await runStrategyOf(tx, two)],
    currency: currencyOf(one.policy?.settings),
  };
}

interface StrategyRow {
  readonly id: number;
  readonly position: number;
  readonly name: string;
  readonly usesTools: boolean;
  readonly policy: {
    readonly id: number;
    readonly name: string;
    readonly kind: "openaiCompatible" | "recorded";
    readonly settings: unknown;
    readonly archivedAt: Date | null;
  } | null;
}

async function runStrategyOf(tx: Tx, row: StrategyRow): Promise<RunStrategy> {
  const { policy } = row;
  if (!policy)
    throw new Invalid(`Strategy “${row.name}” has no policy: choose its teacher under Settings.`);
  if (policy.archivedAt)
    throw new Invalid(
      `Policy “${policy.name}” of strategy “${row.name}” is archived: choose another under Settings.`,
    );
  const price = policySettingsSchema.parse(policy.settings).price;
  return {
    strategyId: row.id,
    position: row.position === 1 ? 1 : 2,
    name: row.name,
    usesTools: row.usesTools,
    policyId: policy.id,
    policyName: policy.name,
    isRecorded: policy.kind === "recorded",
    firstPromptId: await newestPrompt(tx, row, "strategyFirst"),
    secondPromptId: await newestPrompt(tx, row, "strategySecond"),
    // A price per million tokens in units is the same number in millionths per token.
    inputMicrosPerToken: price.inputPerMillion,
    outputMicrosPerToken: price.outputPerMillion,
  };
}

async function newestPrompt(
  tx: Tx,
  row: StrategyRow,
  use: "strategyFirst" | "strategySecond",
): Promise<number> {
  const prompt = await tx.prompt.findFirst({
    where: { strategyId: row.id, use },
    orderBy: { version: "desc" },
    select: { id: true },
  });
  if (!prompt) throw new Invalid(`Strategy “${row.name}” lacks a prompt: write it under Prompts.`);
  return prompt.id;
}

function currencyOf(settings: unknown): string {
  return settings === undefined ? "" : policySettingsSchema.parse(settings).price.currency;
}
