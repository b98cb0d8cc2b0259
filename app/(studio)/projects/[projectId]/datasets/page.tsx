import { Package } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DatasetTable } from "#components/dataset/dataset-table.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { listDatasets } from "#lib/dataset/queries.ts";
import { localActor } from "#lib/member/actor.ts";
import { projectIdOf } from "../project-id.ts";

interface DatasetsPageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<{ archived?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("datasets");
  return { title: t("title") };
}

export default async function DatasetsPage({ params, searchParams }: DatasetsPageProps) {
  const projectId = projectIdOf(await params);
  const archived = (await searchParams).archived !== undefined;
  const [current, old, t] = await Promise.all([
    listDatasets(localActor, { projectId }),
    listDatasets(localActor, { projectId, archived: true }),
    getTranslations("datasets"),
  ]);
  const datasets = archived ? old : current;
  const base = `/projects/${projectId}/datasets`;
  const freeze = (
    <Button asChild variant="primary">
      <Link href={`${base}/new`}>{t("new")}</Link>
    </Button>
  );
  return (
    <>
      <PageHead
        title={t("title")}
        actions={datasets.length === 0 && !archived ? undefined : freeze}
      >
        {old.length === 0 ? null : (
          <Tabs
            label={t("title")}
            items={[
              { href: base, label: t("current"), count: current.length, active: !archived },
              {
                href: `${base}?archived`,
                label: t("archived"),
                count: old.length,
                active: archived,
              },
            ]}
          />
        )}
      </PageHead>
      {datasets.length === 0 ? (
        <EmptyState
          icon={<Package />}
          title={t("empty.title")}
          hint={t("empty.hint")}
          action={freeze}
        />
      ) : (
        <DatasetTable projectId={projectId} datasets={datasets} />
      )}
      <LiveRefresh topics={["dataset"]} />
    </>
  );
}
