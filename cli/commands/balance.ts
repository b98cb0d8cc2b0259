import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { newCommand, UsageError } from "#cli/command.ts";
import { print, printJson } from "#cli/output.ts";
import { withStudio } from "#cli/studio-connection.ts";
import { saveBalanceRule } from "#lib/balance/mutations.ts";
import { firstRule, type StoredBalanceRule, totalsOf } from "#lib/balance/schema.ts";
import { localActor } from "#lib/member/actor.ts";
import {
  type BalanceRule,
  balanceUnits,
  bufferSchema,
  buffers,
  entryCaseSchema,
  entryCases,
} from "#lib/method/balance/schema.ts";
import { getProjectByName } from "#lib/project/queries.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";

/** Commander takes a parsed null for no value at all, so that `none` stays a word until here. */
function orNone<T extends z.ZodType>(value: T) {
  return z.union([value, z.literal("none").transform(() => null)]);
}

const optionsSchema = z.object({
  project: z.string(),
  buffer: bufferSchema,
  seed: z.number().optional(),
  ratio: orNone(z.tuple([z.number(), z.number()])),
  by: z.enum(balanceUnits),
  includePending: z.boolean().optional(),
  maxTokens: orNone(z.number()),
  cap: z.array(z.tuple([entryCaseSchema, z.number()])).default([]),
  json: z.boolean().default(false),
});

/** `balance --project NAME`: stores the rule that freeze evaluates */
export function balanceCommand(): Command {
  return newCommand({
    name: "balance",
    summary: "Choose which eligible entries go into a dataset, and store the rule for freeze",
    examples: [
      "balance --project algebra",
      "balance --project algebra --ratio 1:1 --by tokens --seed 7",
      "balance --project algebra --ratio none --include-pending --cap 1,0=200",
    ],
  })
    .requiredOption("--project <name>", "the project")
    .addOption(
      new Option("--buffer <name>", "the buffer to choose from").choices(buffers).default("T1"),
    )
    .option("--seed <n>", "decides which entries; the project's own seed otherwise", number)
    .addOption(
      new Option(
        "--ratio <a:b>",
        "share of the first subset to the second, or none for every eligible entry",
      )
        .argParser(ratio)
        .default([1, 1], "1:1"),
    )
    .addOption(
      new Option("--by <unit>", "what the ratio is measured in")
        .choices(balanceUnits)
        .default("entries"),
    )
    .option("--include-pending", "entries that nobody has judged are eligible too")
    .option("--no-include-pending", "only accepted entries are eligible")
    .option(
      "--max-tokens <n>",
      "leave out longer entries, or none for any length",
      maxTokens,
      16_384,
    )
    .option("--cap <case=n>", "at most n entries of a case; may be given for each", cap)
    .action(run);
}

async function run(given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  await withStudio(async () => {
    const project = await getProjectByName(localActor, options.project);
    const rule = ruleOf(options, project);
    const stored = await saveBalanceRule(localActor, { projectId: project.id, rule });
    if (options.json) printJson(resultOf(project, stored));
    else tell(project, stored);
  });
}

function ruleOf(options: z.infer<typeof optionsSchema>, project: ProjectDetails): BalanceRule {
  try {
    return firstRule(project.settings, {
      buffer: options.buffer,
      ratio: options.ratio,
      by: options.by,
      maxTokens: options.maxTokens,
      caps: Object.fromEntries(options.cap),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      ...(options.includePending === undefined ? {} : { includePending: options.includePending }),
    });
  } catch (error) {
    if (error instanceof z.ZodError)
      throw new UsageError(error.issues.map((issue) => issue.message).join(" "));
    throw error;
  }
}

function resultOf(project: ProjectDetails, { rule, preview }: StoredBalanceRule) {
  const totals = totalsOf(preview);
  const subsets = project.strategies.map(({ position, subsetName }) => ({
    subset: subsetName,
    ...totals.bySubset[position === 1 ? "1" : "2"],
  }));
  return {
    project: project.name,
    rule,
    eligible: totals.eligible,
    in: totals.in,
    subsets,
    out: preview.out,
    cells: preview.cells,
  };
}

function tell(project: ProjectDetails, stored: StoredBalanceRule): void {
  const result = resultOf(project, stored);
  const { rule } = stored;
  const target =
    rule.ratio === null ? "every eligible entry" : `${rule.ratio.join(":")} by ${rule.by}`;
  print(
    `${rule.buffer} of "${project.name}": ${result.in.entries} of ${result.eligible.entries} eligible entries are in (${target}, seed ${rule.seed}).`,
  );
  for (const { subset, entries, trainedTokens } of result.subsets)
    print(`  ${subset}: ${entries} entries, ${trainedTokens} trained tokens`);
  for (const { code, pairs } of result.out) print(`  left out, ${code}: ${pairs}`);
  print(`The rule is stored. Next: npm run dd -- freeze --project "${project.name}" --name v1`);
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError(`"${text}" is not a whole number from 0 on.`);
  return value;
}

function maxTokens(text: string): number | "none" {
  return text === "none" ? text : number(text);
}

function ratio(text: string): [number, number] | "none" {
  if (text === "none") return text;
  const parts = text.split(":").map(Number);
  const [one, two] = parts;
  if (parts.length !== 2 || one === undefined || two === undefined || !(one >= 0 && two >= 0)) {
    throw new InvalidArgumentError(
      `"${text}" is no ratio: write two shares such as 1:1 or 3:2, or none.`,
    );
  }
  return [one, two];
}

function cap(
  text: string,
  before: (readonly [string, number])[] = [],
): (readonly [string, number])[] {
  const [name = "", count = ""] = text.split("=");
  const entryCase = entryCaseSchema.safeParse(name).data;
  if (entryCase === undefined)
    throw new InvalidArgumentError(
      `"${text}" is no cap: write a case (${entryCases.join(" or ")}) and a number, such as 1,0=200.`,
    );
  return [...before, [entryCase, number(count)]];
}
