import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { Lately } from "#components/pipeline-map/lately.tsx";
import { NextList } from "#components/pipeline-map/next-list.tsx";
import { PipelineMap } from "#components/pipeline-map/pipeline-map.tsx";
import { RunJob } from "#components/pipeline-map/run-job.tsx";
import { RunStageButton } from "#components/pipeline-map/run-stage-button.tsx";
import { StrategyLegend } from "#components/pipeline-map/strategy-legend.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/panel.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { localActor } from "#lib/member/actor.ts";
import { listLately } from "#lib/pipeline-map/audit/queries.ts";
import { nextSteps } from "#lib/pipeline-map/next-steps.ts";
import { readMap } from "#lib/pipeline-map/queries.ts";
import { readSurroundings } from "#lib/pipeline-map/surroundings/queries.ts";
import { getProject } from "#lib/project/queries.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import { listActiveRuns } from "#lib/run/queries.ts";
import { retryCellAction, retryFailedAction, startTeachAction } from "./actions.ts";
import { projectIdOf } from "./project-id.ts";
import { runActions } from "./runs/run-actions.ts";

interface MapPageProps {
  readonly params: Promise<{ projectId: string }>;
}

export async function generateMetadata({ params }: MapPageProps): Promise<Metadata> {
  return { title: (await getProject(localActor, projectIdOf(await params))).name };
}

export default async function MapPage({ params }: MapPageProps) {
  const projectId = projectIdOf(await params);
  const [t, project, map, runs, lately] = await Promise.all([
    getTranslations("map"),
    getProject(localActor, projectId),
    readMap(localActor, projectId),
    listActiveRuns(localActor, projectId),
    listLately(localActor, projectId, 8),
  ]);
  const steps = nextSteps(map, await readSurroundings(localActor, project, runs));
  return (
    <div className="flex min-h-full flex-col">
      <PageHead
        title={t("title")}
        meta={project.description}
        actions={
          <>
            {project.archivedAt ? <Tag>{t("archived")}</Tag> : null}
            <Budgets project={project} />
            <Button variant={map.problems.total === 0 ? "primary" : "outline"} asChild>
              <Link href={`/projects/${projectId}/problems/import`}>
                <Plus aria-hidden />
                {t("addProblems")}
              </Link>
            </Button>
            {map.problems.total === 0 ? null : (
              <RunStageButton
                projectId={projectId}
                problems={map.problems.total}
                untaught={map.problems.untaught}
                start={startTeachAction}
              />
            )}
          </>
        }
      />
      <LiveRefresh
        topics={[
          "project",
          "problem",
          "policy",
          "run",
          "pair",
          "entry",
          "balance",
          "dataset",
          "system",
        ]}
      />
      <div className="grid flex-1 grid-cols-[minmax(0,1fr)_268px]">
        <PipelineMap
          projectId={projectId}
          strategies={project.strategies}
          map={map}
          retryFailed={retryFailedAction}
          retryCell={retryCellAction}
        />
        <aside className="border-l border-line">
          <Section title={t("next.label")}>
            <NextList projectId={projectId} steps={steps} retryFailed={retryFailedAction} />
          </Section>
          <Section title={t("running")} meta={runs.length}>
            {runs.map((run) => (
              <RunJob key={run.id} run={run} actions={runActions} />
            ))}
            {runs.length === 0 ? <p className="text-sm text-ink-3">{t("nothingRuns")}</p> : null}
          </Section>
          <Section title={t("strategies.title")}>
            <StrategyLegend projectId={projectId} strategies={project.strategies} />
          </Section>
          <Section title={t("lately.title")}>
            <Lately lines={lately} />
          </Section>
        </aside>
      </div>
    </div>
  );
}

/** The figures that decide how long an attempt may be. */
async function Budgets({ project }: { readonly project: ProjectDetails }) {
  const [t, format] = await Promise.all([getTranslations("map.budget"), getFormatter()]);
  const { settings } = project;
  return (
    <Link
      href={`/projects/${project.id}/settings`}
      className="hidden items-center gap-1.5 min-[1200px]:flex"
      title={t("title")}
    >
      <Tag>{t("tokens", { n: format.number(settings.tokenBudget) })}</Tag>
      <Tag>{t("calls", { n: settings.maxToolCalls })}</Tag>
      <Tag>{t("timeout", { n: settings.toolTimeoutMs / 1000 })}</Tag>
    </Link>
  );
}
