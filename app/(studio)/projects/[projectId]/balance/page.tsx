import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BalanceWorkbench } from "#components/balance/balance-workbench.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { getBalanceRule, previewBalance } from "#lib/balance/queries.ts";
import { firstRule } from "#lib/balance/schema.ts";
import { localActor } from "#lib/member/actor.ts";
import { bufferSchema } from "#lib/method/balance/schema.ts";
import { getProject } from "#lib/project/queries.ts";
import { projectIdOf } from "../project-id.ts";
import { listOutAction, previewRuleAction, saveRuleAction } from "./actions.ts";

interface BalancePageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<{ buffer?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("balance");
  return { title: t("title") };
}

export default async function BalancePage({ params, searchParams }: BalancePageProps) {
  const projectId = projectIdOf(await params);
  const buffer = bufferSchema.catch("T1").parse((await searchParams).buffer);
  const project = await getProject(localActor, projectId);
  const stored = await getBalanceRule(localActor, { projectId, buffer });
  const rule = stored?.rule ?? firstRule(project.settings, { buffer });
  const preview = await previewBalance(localActor, { projectId, rule });
  return (
    <>
      <BalanceWorkbench
        key={buffer}
        projectId={projectId}
        strategies={project.strategies}
        stored={stored}
        rule={rule}
        preview={preview}
        actions={{
          preview: previewRuleAction.bind(null, projectId),
          save: saveRuleAction.bind(null, projectId),
          listOut: listOutAction.bind(null, projectId),
        }}
      />
      <LiveRefresh topics={["balance"]} />
    </>
  );
}
