import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PromptEditor } from "#components/prompt/prompt-editor.tsx";
import { type PromptSlot, promptSlots } from "#components/prompt/prompt-key.ts";
import { PromptList } from "#components/prompt/prompt-list.tsx";
import { VersionChanges } from "#components/prompt/version-changes.tsx";
import { VersionList } from "#components/prompt/version-list.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/panel.tsx";
import { localActor } from "#lib/member/actor.ts";
import { getProject } from "#lib/project/queries.ts";
import { currentPrompts, listPromptVersions } from "#lib/prompt/queries.ts";
import type { PromptVersion } from "#lib/prompt/schema.ts";
import { projectIdOf } from "../project-id.ts";
import { savePromptAction } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("prompts"))("title") };
}

interface PromptsPageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<{ use?: string; version?: string; from?: string }>;
}

export default async function PromptsPage({ params, searchParams }: PromptsPageProps) {
  const projectId = projectIdOf(await params);
  const query = await searchParams;
  const t = await getTranslations("prompts");
  const [project, prompts] = await Promise.all([
    getProject(localActor, projectId),
    currentPrompts(localActor, projectId),
  ]);
  const slots = promptSlots(project.strategies, prompts);
  const slot = slots.find((one) => one.key === query.use) ?? slots[0];
  if (!slot) notFound();
  const owner = { projectId, strategyId: slot.strategy?.id ?? null, use: slot.use };
  const versions = await listPromptVersions(localActor, owner);
  const list = `/projects/${projectId}/prompts`;
  const href = `${list}?use=${slot.key}`;
  const shown = versionOf(versions, query.version);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t("title")} meta={t("meta")} />
      <LiveRefresh topics={["prompt", "project"]} />
      <div className="grid min-h-0 flex-1 grid-cols-[312px_minmax(0,1fr)_240px]">
        <div className="overflow-auto border-r border-line">
          <PromptList slots={slots} selected={slot.key} list={list} />
        </div>
        <div className="min-h-0 overflow-auto p-5">
          {shown ? (
            <VersionChanges
              shown={shown}
              before={versions.find((one) => one.version === shown.version - 1) ?? null}
              editHref={`${href}&from=${shown.version}`}
              closeHref={href}
            />
          ) : (
            <PromptEditor
              key={`${slot.key} ${query.from ?? ""}`}
              use={slot.use}
              current={{ version: slot.current.version, text: slot.current.text }}
              start={versionOf(versions, query.from)?.text ?? slot.current.text}
              href={href}
              save={savePromptAction.bind(null, owner)}
            />
          )}
        </div>
        <aside className="overflow-auto border-l border-line">
          <VersionList
            title={t("history")}
            versions={versions}
            shown={shown?.version ?? null}
            hrefs={versions.map((one) => `${href}&version=${one.version}`)}
          />
          <Section>
            <p className="text-xs text-ink-3">{t("uses")}</p>
          </Section>
        </aside>
      </div>
    </div>
  );
}

function versionOf(
  versions: readonly PromptVersion[],
  wanted: string | undefined,
): PromptSlot["current"] | null {
  return versions.find((one) => String(one.version) === wanted) ?? null;
}
