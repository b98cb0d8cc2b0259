import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AttemptsView } from "#components/trajectory/attempts-view.tsx";
import { PairsView } from "#components/trajectory/pairs-view.tsx";
import { localActor } from "#lib/member/actor.ts";
import { pairTabs } from "#lib/pair/facets/queries.ts";
import { pairQuery, type Query, readPairQuery } from "#lib/pair/url.ts";
import { listPolicies } from "#lib/policy/queries.ts";
import { getProject } from "#lib/project/queries.ts";
import { attemptQuery, readAttemptQuery } from "#lib/trajectory/attempt-url.ts";
import { listAttempts } from "#lib/trajectory/queries.ts";
import { projectIdOf } from "../project-id.ts";
import { judgeEntry, undoEntryVerdict } from "./actions.ts";
import { readList } from "./read-list.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trajectories"))("title") };
}

interface TrajectoriesPageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<Query>;
}

export default async function TrajectoriesPage({ params, searchParams }: TrajectoriesPageProps) {
  const projectId = projectIdOf(await params);
  const query = await searchParams;
  return query.tab === "attempts" ? attempts(projectId, query) : pairs(projectId, query);
}

async function pairs(projectId: number, query: Query) {
  const { filters, sort } = readPairQuery(query);
  const [project, policies, { list, failure }] = await Promise.all([
    getProject(localActor, projectId),
    listPolicies(localActor, projectId),
    readList(projectId, filters, sort),
  ]);
  return (
    <PairsView
      key={pairQuery(filters, sort)}
      projectId={projectId}
      filters={filters}
      sort={sort}
      initial={list}
      failure={failure}
      strategies={project.strategies}
      policies={policies.map(({ id, name }) => ({ id, name }))}
      actions={{ judge: judgeEntry, undo: undoEntryVerdict }}
    />
  );
}

async function attempts(projectId: number, query: Query) {
  const filters = readAttemptQuery(query);
  const [project, policies, tabs, page] = await Promise.all([
    getProject(localActor, projectId),
    listPolicies(localActor, projectId),
    pairTabs(localActor, projectId),
    listAttempts(localActor, projectId, { filters, cursor: null, limit: 100 }),
  ]);
  return (
    <AttemptsView
      key={attemptQuery(filters)}
      projectId={projectId}
      filters={filters}
      initial={page}
      tabs={tabs}
      strategies={project.strategies}
      policies={policies.map(({ id, name }) => ({ id, name }))}
    />
  );
}
