import { ListTree } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { RunTable } from "#components/run/run-table.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { localActor } from "#lib/member/actor.ts";
import { countRuns, listRuns } from "#lib/run/queries.ts";
import { type RunStatus, runStatuses } from "#lib/run/status.ts";
import { projectIdOf } from "../project-id.ts";
import { runActions } from "./run-actions.ts";

const pageSize = 100;
const searchSchema = z.object({
  status: z.enum(runStatuses).optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

interface RunsPageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runs"))("title") };
}

export default async function RunsPage({ params, searchParams }: RunsPageProps) {
  const projectId = projectIdOf(await params);
  const { status, before } = searchSchema.parse(await searchParams);
  const filter = { ...(status ? { status } : {}), ...(before ? { before } : {}), limit: pageSize };
  const [t, runs, counts] = await Promise.all([
    getTranslations("runs"),
    listRuns(localActor, projectId, filter),
    countRuns(localActor, projectId),
  ]);
  const base = `/projects/${projectId}/runs`;
  const last = runs.at(-1);
  return (
    <>
      <PageHead title={t("title")}>
        <Tabs label={t("filter")} items={tabsOf(base, status, counts, t)} />
      </PageHead>
      <LiveRefresh topics={["run"]} />
      {runs.length > 0 ? (
        <RunTable runs={runs} actions={runActions} />
      ) : (
        <NoRuns projectId={projectId} status={status} t={t} />
      )}
      {runs.length === pageSize && last ? (
        <p className="px-5 py-3">
          <Link
            className="link"
            href={`${base}?${status ? `status=${status}&` : ""}before=${last.id}`}
          >
            {t("older")}
          </Link>
        </p>
      ) : null}
    </>
  );
}

type Translate = Awaited<ReturnType<typeof getTranslations<"runs">>>;

interface NoRunsProps {
  readonly projectId: number;
  readonly status: RunStatus | undefined;
  readonly t: Translate;
}

function NoRuns({ projectId, status, t }: NoRunsProps) {
  const base = `/projects/${projectId}`;
  return (
    <EmptyState
      icon={<ListTree />}
      title={status ? t("emptyStatus", { status: t(`status.${status}`) }) : t("empty")}
      hint={t("emptyHint")}
      action={
        <Button asChild>
          <Link href={status ? `${base}/runs` : base}>{status ? t("all") : t("toMap")}</Link>
        </Button>
      }
    />
  );
}

/** Every run, then the states that some run is in. */
function tabsOf(
  base: string,
  status: RunStatus | undefined,
  counts: ReadonlyMap<RunStatus, number>,
  t: Translate,
) {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const present = runStatuses.filter((one) => counts.has(one) || one === status);
  return [
    { href: base, label: t("all"), count: total, active: status === undefined },
    ...present.map((one) => ({
      href: `${base}?status=${one}`,
      label: t(`status.${one}`),
      count: counts.get(one) ?? 0,
      active: status === one,
    })),
  ];
}
