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
import { createLog } from "#lib/log.ts";
import { localActor } from "#lib/member/actor.ts";
import { importTrajectories } from "#lib/trajectory-import/mutations.ts";
import type { TrajectoryImportResult } from "#lib/trajectory-import/schema.ts";
import { gradeWith } from "#workers/tasks/grade-attempt.ts";
import { openToolbox } from "#workers/toolbox.ts";

const optionsSchema = z.object({
  project: z.string(),
  policy: z.string().default(""),
  subset: z.string().default("auto"),
  skipBad: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** `trajectories import FILE --project NAME` */
export function trajectoriesImportCommand(): Command {
  return newCommand({
    name: "trajectories import",
    summary:
      "Import recorded attempts, DualDistill rows or DeepMath rows; missing problems come with them",
    examples: [
      "trajectories import attempts.jsonl --project algebra --policy r1-32b",
      "trajectories import dualdistill.jsonl --project algebra --skip-bad",
      "trajectories import deepmath.parquet --project algebra --policy r1 --json",
    ],
  })
    .argument("<file>", "the file; a relative path starts where you are")
    .requiredOption(
      "--project <name>",
      "the project; a new name is made with the embedded teachers",
    )
    .option(
      "--policy <name>",
      "policy of rows that name none; made when it is not there",
      "recorded",
    )
    .option("--subset <name>", "subset of problems that come with the file: auto or a name", "auto")
    .option("--skip-bad", "leave out rows that cannot be read; else they keep everything out")
    .action(run);
}

async function run(file: string, given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  await withStudio(async () => {
    const project = await targetProject(localActor, options.project);
    const toolbox = openToolbox(createLog("cli"));
    try {
      const result = await importTrajectories(
        localActor,
        project.id,
        { path: resolve(callerDir(), file) },
        {
          skipBad: options.skipBad,
          policyName: options.policy,
          subset: subsetChoice(project, options.subset),
        },
        { grade: gradeWith(toolbox), onProgress: progressLine("Graded") },
      );
      if (options.json) printJson({ project: project.name, file, ...result });
      else tell(result, project.name);
      reportBadRows(result.bad, result.isImported);
    } finally {
      await toolbox.stop();
    }
  });
}

function tell(result: TrajectoryImportResult, project: string): void {
  const { rows, imported, pairs, problems, duplicates, correct, incorrect, undecided } = result;
  print(
    `${rows} rows: ${imported} attempts and ${pairs} pairs new in "${project}", ${problems} problems came with them, ${duplicates} attempts were here already.`,
  );
  if (result.rejoined > 0)
    print(
      `${result.rejoined} of the pairs were joined in another form in the file: their composed text is not the row's, byte for byte.`,
    );
  print(`Graded: ${correct} correct, ${incorrect} incorrect, ${undecided} undecided.`);
}
