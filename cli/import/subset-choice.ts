import { UsageError } from "#cli/command.ts";
import type { SubsetChoice } from "#lib/problem/schema.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";

/** `--subset`: `auto`, or the name of one of the project's two subsets. Throws `UsageError` naming them. */
export function subsetChoice(project: ProjectDetails, wanted: string): SubsetChoice {
  if (wanted === "auto") return "auto";
  const found = project.strategies.find((strategy) => strategy.subsetName === wanted);
  if (found) return found.id;
  const names = project.strategies.map((strategy) => `"${strategy.subsetName}"`).join(", ");
  throw new UsageError(`"${wanted}" is not a subset of ${project.name}. Use auto, ${names}.`);
}
