import { favouredPosition } from "#lib/method/grading/subset.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import type { SubsetChoice } from "./schema.ts";

/** The strategy that an answer's problem favours: the one chosen, or by the project's rule. */
export function favouredStrategyId(
  project: Pick<ProjectDetails, "settings" | "strategies">,
  answer: string,
  choice: SubsetChoice,
): number {
  if (choice !== "auto") return choice;
  const position = favouredPosition(answer, project.settings.subsetRule);
  return project.strategies[position - 1 === 0 ? 0 : 1].id;
}
