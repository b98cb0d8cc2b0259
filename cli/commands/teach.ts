import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { newCommand, PartlyDone } from "#cli/command.ts";
import { print, printJson, say } from "#cli/output.ts";
import { runningStudio, withStudio } from "#cli/studio-connection.ts";
import { wholeNumber } from "#cli/whole-number.ts";
import { Unavailable } from "#lib/errors.ts";
import { localActor } from "#lib/member/actor.ts";
import { getProjectByName } from "#lib/project/queries.ts";
import { startTeachRun } from "#lib/run/mutations.ts";
import { getOutcome, type RunOutcome } from "#lib/run/outcome/queries.ts";

const optionsSchema = z.object({
  project: z.string(),
  limit: z.int().positive().optional(),
  again: z.boolean().default(false),
  wait: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** `teach --project NAME`: stage 1 */
export function teachCommand(): Command {
  return newCommand({
    name: "teach",
    summary:
      "Run stage 1: both teachers attempt every problem that has no pair yet, then grade and splice",
    examples: [
      "teach --project algebra",
      "teach --project algebra --limit 20 --wait",
      "teach --project algebra --again --json --wait",
    ],
  })
    .requiredOption("--project <name>", "the project")
    .option("--limit <n>", "at most this many problems, in import order", wholeNumber)
    .option("--again", "also problems that have a pair already: both attempts are made anew")
    .option("--wait", "stay until the run is over, with progress on standard error")
    .action(run);
}

async function run(given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  await withStudio(
    async () => {
      const project = await getProjectByName(localActor, options.project);
      const request = { again: options.again, ...(options.limit ? { limit: options.limit } : {}) };
      const started = await startTeachRun(localActor, project.id, request);
      say(`Run ${started.runId}: ${started.pairs} pairs to make.`);
      const outcome = options.wait
        ? await untilOver(started.runId)
        : await getOutcome(localActor, started.runId);
      if (options.json) printJson({ project: project.name, ...outcome });
      else tell(outcome, options.wait);
      judge(outcome, options.wait);
    },
    { needsWorker: options.wait },
  );
}

async function untilOver(runId: number): Promise<RunOutcome> {
  let shown = "";
  for (;;) {
    const outcome = await getOutcome(localActor, runId);
    const line = `${outcome.done} / ${outcome.total} pairs, ${outcome.failed} failed`;
    if (line !== shown) say(line);
    shown = line;
    if (!["queued", "running"].includes(outcome.status)) return outcome;
    await sleep(1_000);
  }
}

function tell(outcome: RunOutcome, hasWaited: boolean): void {
  if (!hasWaited) {
    const studio = runningStudio()?.url;
    print(
      studio
        ? `Run ${outcome.runId} is under way; watch it at ${studio}.`
        : `Run ${outcome.runId} waits for a worker: start the Studio with npm start.`,
    );
    return;
  }
  const cases = Object.entries(outcome.cases).map(([name, count]) => `(${name}) ${count}`);
  print(
    `Run ${outcome.runId} is ${outcome.status}: ${outcome.done} of ${outcome.total} pairs. ${cases.join(" · ")}`,
  );
  for (const { code, reason, units } of outcome.failures) print(`  ${units} × ${code}: ${reason}`);
}

function judge(outcome: RunOutcome, hasWaited: boolean): void {
  if (!hasWaited) return;
  const left = outcome.total - outcome.done;
  if (outcome.status === "cancelled" || outcome.status === "failed") {
    throw new Unavailable(
      `Run ${outcome.runId} was ${outcome.status}: ${left} pairs were not made. ${outcome.reason}`,
    );
  }
  if (left > 0) {
    throw new PartlyDone(
      `${left} of ${outcome.total} pairs are left: look at their reasons above, then retry them on the run's page.`,
    );
  }
}
