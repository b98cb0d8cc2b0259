import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { z } from "zod";
import { newCommand, UsageError } from "#cli/command.ts";
import { print, printJson, say } from "#cli/output.ts";
import { withStudio } from "#cli/studio-connection.ts";
import { getDatasetByName } from "#lib/dataset/queries.ts";
import { callerDir } from "#lib/env.ts";
import { Invalid } from "#lib/errors.ts";
import { exportToPath, type PathExportRequest } from "#lib/export/mutations.ts";
import {
  fileKindSchema,
  fileKinds,
  formatNameSchema,
  type WrittenExport,
} from "#lib/export/schema.ts";
import { localActor } from "#lib/member/actor.ts";
import { formatNames } from "#lib/method/formats/schema.ts";
import { getProjectByName } from "#lib/project/queries.ts";

const optionsSchema = z.object({
  project: z.string(),
  dataset: z.string(),
  format: formatNameSchema,
  out: z.string().min(1),
  file: fileKindSchema.optional(),
  json: z.boolean().default(false),
});

/** `export --project NAME --dataset VERSION --format FORMAT --out PATH` */
export function exportCommand(): Command {
  return newCommand({
    name: "export",
    summary: "Write a frozen dataset in one trainer's format, as JSON Lines or Parquet",
    examples: [
      "export --project algebra --dataset v1 --format trl --out v1.jsonl",
      "export --project algebra --dataset v1 --format segments --out v1.parquet",
      "export --project algebra --dataset v1 --format axolotl --out exports/ --json",
    ],
  })
    .requiredOption("--project <name>", "the project")
    .requiredOption("--dataset <version>", "the frozen version")
    .addOption(
      new Option("--format <name>", "the rows' format").choices(formatNames).makeOptionMandatory(),
    )
    .requiredOption(
      "--out <path>",
      "a file that ends in .jsonl or .parquet, or a folder; relative paths start where you are",
    )
    .addOption(
      new Option("--file <kind>", "the kind of file where --out is a folder").choices(fileKinds),
    )
    .action(run);
}

async function run(given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  // `resolve` drops the slash that says "a folder".
  const out = resolve(callerDir(), options.out) + (options.out.endsWith("/") ? "/" : "");
  await withStudio(async () => {
    const project = await getProjectByName(localActor, options.project);
    const dataset = await getDatasetByName(localActor, project.id, options.dataset);
    const { format, file } = options;
    const written = await write({
      dataset,
      format,
      out,
      ...(file ? { file } : {}),
      onProgress: progress(dataset.rowCount),
    });
    if (options.json)
      printJson({
        project: project.name,
        dataset: dataset.name,
        sha256: dataset.manifest.sha256,
        format,
        ...written,
      });
    else tell(written);
  });
}

/** A path that names no row file is wrong usage. */
async function write(
  request: PathExportRequest,
): Promise<WrittenExport & { readonly folder: string }> {
  try {
    return await exportToPath(localActor, request);
  } catch (error) {
    if (error instanceof Invalid && error.fields.out !== undefined)
      throw new UsageError(error.message);
    throw error;
  }
}

const sayEveryMs = 1000;

function progress(total: number): (rows: number) => void {
  let last = Date.now();
  return (rows) => {
    if (Date.now() - last < sayEveryMs) return;
    last = Date.now();
    say(`Written ${rows} / ${total} rows`);
  };
}

function tell({
  rows,
  folder,
  files,
  warnings,
}: WrittenExport & { readonly folder: string }): void {
  print(`${rows} rows, verified, in ${folder}:`);
  for (const file of files)
    print(`  ${file.name}  ${file.bytes} bytes  sha256 ${file.sha256.slice(0, 12)}…`);
  for (const warning of warnings)
    print(`  look at: ${warning.code}, ${warning.rows} rows (the notes say which)`);
}
