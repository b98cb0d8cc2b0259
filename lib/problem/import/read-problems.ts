import { readRows } from "#lib/import/read-rows.ts";
import type { ByteSource } from "#lib/import/schema.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import { problemHash } from "../content-hash.ts";
import { mapProblem } from "../map-problem.ts";
import type { BadRowReport, ProblemImportOptions, ProblemInput } from "../schema.ts";
import { favouredStrategyId } from "../subset.ts";

/** A row read as a problem, not yet compared with what the project holds. */
export interface ReadProblem {
  readonly ok: true;
  readonly line: number;
  readonly offset: number | null;
  readonly hash: string;
  readonly favouredStrategyId: number;
  readonly problem: ProblemInput;
}

export type ReadResult = ReadProblem | ({ readonly ok: false } & BadRowReport);

/** A file's rows as problems, in order, each good or bad with its place and reason. Throws `Invalid` for an unreadable file. */
export async function* readProblems(
  source: ByteSource,
  project: Pick<ProjectDetails, "settings" | "strategies">,
  options: ProblemImportOptions,
): AsyncGenerator<ReadResult> {
  for await (const row of readRows(source)) {
    if (!row.ok) {
      yield row;
      continue;
    }
    const { line, offset } = row;
    const mapped = mapProblem(row.value, options.mapping);
    if (!mapped.ok) {
      yield { ...mapped, line, offset };
      continue;
    }
    const { problem } = mapped;
    yield {
      ok: true,
      line,
      offset,
      hash: problemHash(problem.text),
      favouredStrategyId: favouredStrategyId(project, problem.answer, options.subset),
      problem,
    };
  }
}
