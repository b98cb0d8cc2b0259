import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProblemsView } from "#components/problem/problems-view.tsx";
import { localActor } from "#lib/member/actor.ts";
import { countProblems, listProblems, problemCounts } from "#lib/problem/queries.ts";
import { type ProblemFilter, problemFilterSchema } from "#lib/problem/schema.ts";
import { getProject } from "#lib/project/queries.ts";
import { projectIdOf } from "../project-id.ts";
import { addProblemAction } from "./actions.ts";
import { problemActionsOf } from "./problem-actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("problems"))("title") };
}

interface ProblemsPageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ProblemsPage({ params, searchParams }: ProblemsPageProps) {
  const projectId = projectIdOf(await params);
  const filter = filterOf(await searchParams);
  const [project, page, counts, matching] = await Promise.all([
    getProject(localActor, projectId),
    listProblems(localActor, projectId, filter),
    problemCounts(localActor, projectId),
    countProblems(localActor, projectId, filter),
  ]);
  return (
    <ProblemsView
      projectId={projectId}
      strategies={project.strategies}
      filter={filter}
      initial={{ page, counts, matching }}
      add={addProblemAction.bind(null, projectId)}
      actions={problemActionsOf(projectId)}
    />
  );
}

/** A filter that does not exist shows the whole list, as an old link should. */
function filterOf(query: Readonly<Record<string, unknown>>): ProblemFilter {
  const parsed = problemFilterSchema.safeParse(query);
  return parsed.success ? parsed.data : problemFilterSchema.parse({});
}
