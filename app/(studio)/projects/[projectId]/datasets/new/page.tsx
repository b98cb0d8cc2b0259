import { Scale } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BalanceBars } from "#components/balance/balance-bars.tsx";
import { BalanceTable } from "#components/balance/balance-table.tsx";
import { ChangeList } from "#components/dataset/change-list.tsx";
import { FreezeForm } from "#components/dataset/freeze-form.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/panel.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { totalsOf } from "#lib/balance/schema.ts";
import { listDatasets, previewFreeze } from "#lib/dataset/queries.ts";
import { nextVersionName } from "#lib/dataset/version-name.ts";
import { localActor } from "#lib/member/actor.ts";
import { getProject } from "#lib/project/queries.ts";
import { projectIdOf } from "../../project-id.ts";
import { freezeAction } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("datasets.freeze");
  return { title: t("title") };
}

export default async function FreezePage({
  params,
}: {
  readonly params: Promise<{ projectId: string }>;
}) {
  const projectId = projectIdOf(await params);
  const [project, { stored, preview, changes }, current, archived, t] = await Promise.all([
    getProject(localActor, projectId),
    previewFreeze(localActor, { projectId, buffer: "T1" }),
    listDatasets(localActor, { projectId }),
    listDatasets(localActor, { projectId, archived: true }),
    getTranslations("datasets.freeze"),
  ]);
  if (stored === null || preview === null) {
    const balance = (
      <Button asChild variant="primary">
        <Link href={`/projects/${projectId}/balance`}>{t("toBalance")}</Link>
      </Button>
    );
    return (
      <>
        <PageHead title={t("title")} />
        <EmptyState icon={<Scale />} title={t("noRule")} hint={t("noRuleHint")} action={balance} />
        <LiveRefresh topics={["balance"]} />
      </>
    );
  }
  const totals = totalsOf(preview);
  const { strategies } = project;
  return (
    <>
      <PageHead title={t("title")} meta={t("meta", { rows: totals.in.entries })} />
      <div className="grid min-h-[calc(100%-48px)] grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0">
          <BalanceBars {...{ projectId, strategies, totals }} rule={stored.rule} />
          <div className="border-t border-line">
            <BalanceTable {...{ projectId, strategies, preview }} rule={stored.rule} />
          </div>
        </div>
        <aside className="border-l border-line">
          <Section>
            <FreezeForm
              projectId={projectId}
              suggestedName={nextVersionName(
                [...current, ...archived].map((dataset) => dataset.name),
              )}
              canFreeze={totals.in.entries > 0}
              freeze={freezeAction.bind(null, projectId)}
            />
          </Section>
          <Section title={t("changed")} meta={<TimeAgo at={stored.updatedAt} />}>
            <ChangeList strategies={strategies} changes={changes} />
          </Section>
          <Section>
            <p className="text-sm text-ink-2">{t("what")}</p>
            <Button asChild size="sm" className="mt-2">
              <Link href={`/projects/${projectId}/balance`}>{t("changeRule")}</Link>
            </Button>
          </Section>
        </aside>
      </div>
      <LiveRefresh topics={["entry", "pair", "balance"]} />
    </>
  );
}
