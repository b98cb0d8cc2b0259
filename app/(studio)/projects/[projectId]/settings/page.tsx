import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BufferForm } from "#components/settings/buffer-form.tsx";
import { GeneralForm } from "#components/settings/general-form.tsx";
import { LimitsForm } from "#components/settings/limits-form.tsx";
import { RunsForm } from "#components/settings/runs-form.tsx";
import { StrategiesForm } from "#components/settings/strategies-form.tsx";
import { SubsetRuleForm } from "#components/settings/subset-rule-form.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { localActor } from "#lib/member/actor.ts";
import { listPolicies } from "#lib/policy/queries.ts";
import { getProject } from "#lib/project/queries.ts";
import { currentPrompts } from "#lib/prompt/queries.ts";
import { projectIdOf } from "../project-id.ts";
import { saveGeneral, saveSettings, saveStrategies } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

interface SettingsPageProps {
  readonly params: Promise<{ projectId: string }>;
}

export default async function SettingsPage({ params }: SettingsPageProps) {
  const projectId = projectIdOf(await params);
  const t = await getTranslations("settings");
  const [project, policies, prompts] = await Promise.all([
    getProject(localActor, projectId),
    listPolicies(localActor, projectId),
    currentPrompts(localActor, projectId),
  ]);
  const base = `/projects/${projectId}`;
  const save = saveSettings.bind(null, projectId);
  const { settings, strategies } = project;
  return (
    <>
      <PageHead title={t("title")} meta={project.name} />
      <LiveRefresh topics={["policy", "prompt"]} />
      <GeneralForm
        name={project.name}
        description={project.description}
        save={saveGeneral.bind(null, projectId)}
      />
      <StrategiesForm
        strategies={strategies}
        policies={policies.map(({ id, name }) => ({ id, name }))}
        base={base}
        save={saveStrategies.bind(null, projectId)}
      />
      <RunsForm settings={settings} save={save} />
      <LimitsForm settings={settings} save={save} />
      <SubsetRuleForm settings={settings} strategies={strategies} save={save} />
      <BufferForm
        settings={settings}
        studentPrompt={prompts.student.text}
        promptHref={`${base}/prompts?use=student`}
        save={save}
      />
    </>
  );
}
