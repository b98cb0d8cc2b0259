import { FolderOpen, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProjectTable } from "#components/project/project-table.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { localActor } from "#lib/member/actor.ts";
import { listProjects } from "#lib/project/queries.ts";
import { archiveProjectAction, restoreProjectAction } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("projects"))("title") };
}

interface ProjectsPageProps {
  readonly searchParams: Promise<{ archived?: string }>;
}

export default async function ProjectsPage({ searchParams }: ProjectsPageProps) {
  const isArchived = (await searchParams).archived === "1";
  const t = await getTranslations("projects");
  const [active, archived] = await Promise.all([
    listProjects(localActor),
    listProjects(localActor, { archived: true }),
  ]);
  const rows = isArchived ? archived : active;
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          <Button variant="primary" asChild>
            <Link href="/projects/new">
              <Plus aria-hidden />
              {t("new")}
            </Link>
          </Button>
        }
      >
        <Tabs
          label={t("tabs")}
          items={[
            { href: "/projects", label: t("active"), count: active.length, active: !isArchived },
            {
              href: "/projects?archived=1",
              label: t("archived"),
              count: archived.length,
              active: isArchived,
            },
          ]}
        />
      </PageHead>
      <LiveRefresh topics={["project", "run", "dataset", "problem"]} />
      {rows.length > 0 ? (
        <ProjectTable
          rows={rows}
          onArchive={archiveProjectAction}
          onRestore={restoreProjectAction}
        />
      ) : (
        <EmptyState
          icon={<FolderOpen />}
          title={isArchived ? t("emptyArchived") : t("empty")}
          hint={isArchived ? t("emptyArchivedHint") : t("emptyHint")}
          action={
            isArchived ? null : (
              <Button asChild>
                <Link href="/projects/new">{t("new")}</Link>
              </Button>
            )
          }
        />
      )}
    </>
  );
}
