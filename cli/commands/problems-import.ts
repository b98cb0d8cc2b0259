import { resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { newCommand } from "#cli/command.ts";
import { progressLine, reportBadRows } from "#cli/import/report.ts";
import { subsetChoice } from "#cli/import/subset-choice.ts";
import { targetProject } from "#cli/import/target-project.ts";
import { print, printJson } from "#cli/output.ts";
import { withStudio } from "#cli/studio-connection.ts";
import { callerDir } from "#lib/env.ts";
import { localActor } from "#lib/member/actor.ts";
import { importProblems } from "#lib/problem/import/mutations.ts";
import type { ProblemImportResult } from "#lib/problem/schema.ts";

const optionsSchema = z.object({
  project: z.string(),
  subset: z.string().default("auto"),
  skipBad: z.boolean().default(false),
  heldOut: z.boolean().default(false),
  source: z.string().default(""),
  problemColumn: z.string().optional(),
  answerColumn: z.string().optional(),
  json: z.boolean().default(false),
});

/** `problems import FILE --project NAME` */
export function problemsImportCommand(): Command {
  return newCommand({
    name: "problems import",
    summary: "Import problems from JSON Lines, JSON, CSV or Parquet",
    examples: [
      "problems import problems.jsonl --project algebra",
      "problems import amc.csv --project algebra --held-out --skip-bad",
      "problems import odd.csv --project algebra --problem-column Frage --answer-column Antwort",
    ],
  })
    .argument("<file>", "the file; a relative path starts where you are")
    .requiredOption(
      "--project <name>",
      "the project; a new name is made with the embedded teachers",
    )
    .option("--subset <name>", "auto (by the project's rule) or one subset's name", "auto")
    .option("--skip-bad", "leave out rows that cannot be read; else they keep everything out")
    .option("--held-out", "keep them for evaluation: never taught")
    .option("--source <text>", "source of rows that name none")
    .option("--problem-column <name>", "field that holds the question, where its name is another")
    .option("--answer-column <name>", "field that holds the reference answer")
    .action(run);
}

async function run(file: string, given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const { problemColumn, answerColumn } = options;
  await withStudio(async () => {
    const project = await targetProject(localActor, options.project);
    const result = await importProblems(
      localActor,
      project.id,
      { path: resolve(callerDir(), file) },
      {
        skipBad: options.skipBad,
        heldOut: options.heldOut,
        sourceName: options.source,
        subset: subsetChoice(project, options.subset),
        mapping: {
          ...(problemColumn ? { problem: problemColumn } : {}),
          ...(answerColumn ? { answer: answerColumn } : {}),
        },
      },
      progressLine("Read"),
    );
    if (options.json) printJson({ project: project.name, file, ...result });
    else tell(result, project.name);
    reportBadRows(result.bad, result.isImported);
  });
}

function tell(result: ProblemImportResult, project: string): void {
  const subsets = result.subsets.map(({ name, rows }) => `${name} ${rows}`).join(", ");
  print(
    `${result.rows} rows: ${result.imported} new in "${project}", ${result.duplicates} here already or repeated.`,
  );
  print(`Subsets of the rows: ${subsets}.`);
}
