import { Bot, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PolicyTable } from "#components/policy/policy-table.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { localActor } from "#lib/member/actor.ts";
import { listPolicies } from "#lib/policy/queries.ts";
import { projectIdOf } from "../project-id.ts";
import { archivePolicyAction, restorePolicyAction, testPolicyAction } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policies"))("title") };
}

interface PoliciesPageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<{ archived?: string }>;
}

export default async function PoliciesPage({ params, searchParams }: PoliciesPageProps) {
  const projectId = projectIdOf(await params);
  const isArchived = (await searchParams).archived === "1";
  const t = await getTranslations("policies");
  const [active, archived] = await Promise.all([
    listPolicies(localActor, projectId),
    listPolicies(localActor, projectId, { archived: true }),
  ]);
  const rows = isArchived ? archived : active;
  const base = `/projects/${projectId}`;
  const list = `${base}/policies`;
  const add = (
    <Button variant="primary" asChild>
      <Link href={`${list}/new`}>
        <Plus aria-hidden />
        {t("add")}
      </Link>
    </Button>
  );
  const tabs = [
    { href: list, label: t("tabs.active"), count: active.length, active: !isArchived },
    {
      href: `${list}?archived=1`,
      label: t("tabs.archived"),
      count: archived.length,
      active: isArchived,
    },
  ];
  return (
    <>
      <PageHead title={t("title")} actions={add}>
        <Tabs label={t("tabs.label")} items={tabs} />
      </PageHead>
      <LiveRefresh topics={["policy"]} />
      {rows.length > 0 ? (
        <PolicyTable
          rows={rows}
          base={base}
          actions={{
            test: testPolicyAction.bind(null, projectId),
            archive: archivePolicyAction.bind(null, projectId),
            restore: restorePolicyAction.bind(null, projectId),
          }}
        />
      ) : (
        <EmptyState
          icon={<Bot />}
          title={isArchived ? t("empty.archived") : t("empty.title")}
          hint={isArchived ? t("empty.archivedHint") : t("empty.hint")}
          action={isArchived ? null : add}
        />
      )}
    </>
  );
}
