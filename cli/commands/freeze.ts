import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { newCommand, UsageError } from "#cli/command.ts";
import { print, printJson } from "#cli/output.ts";
import { withStudio } from "#cli/studio-connection.ts";
import { freezeDataset } from "#lib/dataset/mutations.ts";
import { getDataset } from "#lib/dataset/queries.ts";
import { type FrozenDataset, freezeRequestSchema } from "#lib/dataset/schema.ts";
import { Invalid } from "#lib/errors.ts";
import { localActor } from "#lib/member/actor.ts";
import { bufferSchema, buffers } from "#lib/method/balance/schema.ts";
import { getProjectByName } from "#lib/project/queries.ts";

const optionsSchema = z.object({
  project: z.string(),
  buffer: bufferSchema,
  name: z.string(),
  validation: z.number().nullable().default(null),
  json: z.boolean().default(false),
});

/** `freeze --project NAME --name VERSION` */
export function freezeCommand(): Command {
  return newCommand({
    name: "freeze",
    summary: "Freeze what the stored balance rule chooses into an immutable dataset version",
    examples: [
      "freeze --project algebra --name v1",
      "freeze --project algebra --name v2 --validation 0.1 --json",
    ],
  })
    .requiredOption("--project <name>", "the project")
    .requiredOption(
      "--name <version>",
      "the version's name: letters, digits, dots, dashes, underscores",
    )
    .addOption(new Option("--buffer <name>", "the buffer to freeze").choices(buffers).default("T1"))
    .option(
      "--validation <share>",
      "keep this share of the problems for validation, for example 0.1",
      share,
    )
    .action(run);
}

async function run(given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const { name, buffer, validation } = options;
  const request = freezeRequestSchema
    .omit({ projectId: true })
    .safeParse({ name, buffer, validation });
  if (!request.success)
    throw new UsageError(request.error.issues.map((issue) => issue.message).join(" "));
  await withStudio(async () => {
    const project = await getProjectByName(localActor, options.project);
    const frozen = await freeze({ ...request.data, projectId: project.id });
    const { manifest } = await getDataset(localActor, frozen.datasetId);
    const { datasetId: _, ...facts } = frozen;
    if (options.json)
      printJson({
        project: project.name,
        ...facts,
        counts: manifest.counts,
        drops: manifest.drops,
      });
    else tell(project.name, frozen, manifest.drops);
  });
}

/** Without a rule the command was typed too early: that is wrong usage, and the message names the command that comes first. */
async function freeze(request: Parameters<typeof freezeDataset>[1]): Promise<FrozenDataset> {
  try {
    return await freezeDataset(localActor, request);
  } catch (error) {
    if (error instanceof Invalid && error.fields.missing === "balance-rule")
      throw new UsageError(error.message);
    throw error;
  }
}

function tell(
  project: string,
  frozen: FrozenDataset,
  drops: Readonly<Record<string, number>>,
): void {
  const tokens =
    frozen.trainedTokens === null ? "tokens not counted" : `${frozen.trainedTokens} trained tokens`;
  print(`Froze "${frozen.name}": ${frozen.rows} rows, ${tokens}, sha256 ${frozen.sha256}.`);
  for (const [code, count] of Object.entries(drops)) print(`  left out, ${code}: ${count}`);
  for (const change of frozen.changes) {
    if (change.what === "choice")
      print("  since the rule was saved: the numbers are the same, but other entries are in");
    else
      print(
        `  since the rule was saved, ${change.what === "cell" ? `case ${change.case}` : change.code}: ${change.before} → ${change.after}`,
      );
  }
  print(
    `Next: npm run dd -- export --project "${project}" --dataset ${frozen.name} --format trl --out ${frozen.name}.jsonl`,
  );
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 0.5))
    throw new InvalidArgumentError(
      `"${text}" is no share: write a number above 0 and at most 0.5, such as 0.1.`,
    );
  return value;
}
