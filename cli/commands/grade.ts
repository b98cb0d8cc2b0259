import type { Command } from "commander";
import { z } from "zod";
import { messageOf, Unavailable } from "#lib/errors.ts";
import { graderVersion } from "#lib/method/grading/grade.ts";
import { gradeAnswer } from "#workers/grading/grade-trajectory.ts";
import { newCommand } from "../command.ts";
import { failOn, inputFile, mapInOrder, type Row, readRows, writeRows } from "../json-rows.ts";
import { type OwnSandbox, ownSandbox } from "../own-sandbox.ts";

const pairSchema = z.object({ gold: z.string(), answer: z.string() });
type Pair = z.infer<typeof pairSchema>;

/** As many pairs on their way as keep every fork-server busy. */
const inFlight = 64;

export function gradeCommand(): Command {
  return newCommand({
    name: "grade",
    summary:
      'Grades pairs of answers. FILE: JSONL {"gold","answer"}; prints JSONL in the same order with outcome (correct, incorrect, undecided), reason, grader, tier, ms. Needs no database.',
    examples: ["grade pairs.jsonl", "grade pairs.jsonl > grades.jsonl"],
  })
    .argument("<file>", 'JSONL, one {"gold","answer"} a line; - reads standard input')
    .action(async (file: string) => {
      const path = inputFile(file);
      const sandbox = ownSandbox();
      const count = { bad: 0 };
      try {
        const graded = mapInOrder(readRows(path, pairSchema), inFlight, (row) =>
          gradeRow(row, sandbox, count),
        );
        const rows = await writeRows(graded);
        failOn(count.bad, rows, "could not be graded");
      } finally {
        await sandbox.stop();
      }
    });
}

async function gradeRow(
  row: Row<Pair>,
  sandbox: OwnSandbox,
  count: { bad: number },
): Promise<object> {
  if (!row.ok) {
    count.bad += 1;
    return { line: row.line, error: row.error };
  }
  const about = { ...row.value, grader: "studio", version: graderVersion };
  try {
    const { outcome, reason, tier, ms } = await gradeAnswer(row.value, { pool: sandbox.pool });
    return { ...about, outcome, reason, tier, ms: Math.round(ms * 1000) / 1000 };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    count.bad += 1;
    const reason = `Tier 1 cannot decide, and Math-Verify cannot run: ${messageOf(error)}`;
    return { ...about, outcome: "undecided", reason, tier: 2, ms: 0 };
  }
}
