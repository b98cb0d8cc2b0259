import { X } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VersionList } from "#components/prompt/version-list.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { DirectionSign } from "#components/sign/direction-sign.tsx";
import { TransitionSign } from "#components/sign/transition-sign.tsx";
import { ArchiveTemplate } from "#components/transition/archive-template.tsx";
import {
  type TransitionSlotView,
  templateHref,
  transitionSlots,
} from "#components/transition/slots.ts";
import { TemplateForm } from "#components/transition/template-form.tsx";
import { TransitionList } from "#components/transition/transition-list.tsx";
import { WordDiff } from "#components/transition-editor/word-diff.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/panel.tsx";
import { localActor } from "#lib/member/actor.ts";
import { getProject } from "#lib/project/queries.ts";
import { listTemplates, listTemplateVersions } from "#lib/transition/queries.ts";
import type { TransitionTemplateRow } from "#lib/transition/schema.ts";
import { projectIdOf } from "../project-id.ts";
import { archiveTemplateAction, saveTemplateAction } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("transitions"))("title") };
}

interface TransitionsPageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<{ slot?: string; name?: string; new?: string; version?: string }>;
}

export default async function TransitionsPage({ params, searchParams }: TransitionsPageProps) {
  const projectId = projectIdOf(await params);
  const query = await searchParams;
  const t = await getTranslations("transitions");
  const [project, templates] = await Promise.all([
    getProject(localActor, projectId),
    listTemplates(localActor, projectId),
  ]);
  const slots = transitionSlots(project.strategies, templates);
  const list = `/projects/${projectId}/transitions`;
  const chosen = chosenOf(slots, query);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t("title")} meta={t("meta")} />
      <LiveRefresh topics={["prompt", "project", "entry"]} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_400px]">
        <div className="overflow-auto">
          <TransitionList slots={slots} selectedId={chosen?.template?.id ?? null} list={list} />
        </div>
        <aside className="overflow-auto border-l border-line">
          {chosen ? (
            <Detail projectId={projectId} list={list} {...chosen} shown={query.version} />
          ) : (
            <EmptyState title={t("pick")} hint={t("pickHint")} />
          )}
        </aside>
      </div>
    </div>
  );
}

interface Chosen {
  readonly slot: TransitionSlotView;
  /** Null: a new template of the slot. */
  readonly template: TransitionTemplateRow | null;
}

function chosenOf(
  slots: readonly TransitionSlotView[],
  query: { readonly slot?: string; readonly name?: string; readonly new?: string },
): Chosen | null {
  for (const slot of slots) {
    if (slot.key === query.new) return { slot, template: null };
    const template = slot.templates.find((one) => one.name === query.name);
    if (slot.key === query.slot && template) return { slot, template };
  }
  return null;
}

interface DetailProps extends Chosen {
  readonly projectId: number;
  readonly list: string;
  readonly shown: string | undefined;
}

/** One template: its form, its versions and what each changed. */
async function Detail({ projectId, list, slot, template, shown }: DetailProps) {
  const t = await getTranslations("transitions");
  const { from, to, kind } = slot;
  const where = { projectId, fromStrategyId: from.id, toStrategyId: to.id, kind };
  const versions = template ? await listTemplateVersions(localActor, where, template.name) : [];
  const title = template ? <span className="font-mono">{template.name}</span> : t("form.new");
  return (
    <>
      <header className="flex h-10 items-center gap-2 border-b border-line px-4">
        <TransitionSign kind={kind} />
        <h2 className="truncate font-semibold">{title}</h2>
        <DirectionSign first={from} second={to} />
        <Button variant="quiet" iconOnly asChild aria-label={t("form.close")} className="ml-auto">
          <Link href={list} scroll={false}>
            <X />
          </Link>
        </Button>
      </header>
      <Section>
        <TemplateForm
          key={`${slot.key} ${template?.name ?? ""}`}
          template={template}
          usesTools={from.usesTools}
          slotHref={`${list}?slot=${slot.key}`}
          save={saveTemplateAction.bind(null, where)}
        />
      </Section>
      {template ? (
        <>
          <VersionList
            title={t("history")}
            versions={versions}
            shown={Number(shown ?? 0) || null}
            hrefs={versions.map(
              (one) => `${templateHref(list, slot.key, template.name)}&version=${one.version}`,
            )}
          />
          <Changes versions={versions} shown={shown} />
          {template.isDefault ? null : (
            <Section>
              <ArchiveTemplate
                templateId={template.id}
                list={list}
                archive={archiveTemplateAction.bind(null, projectId)}
              />
            </Section>
          )}
        </>
      ) : null}
    </>
  );
}

interface ChangesProps {
  readonly versions: readonly TransitionTemplateRow[];
  readonly shown: string | undefined;
}

async function Changes({ versions, shown }: ChangesProps) {
  const t = await getTranslations("transitions");
  const version = versions.find((one) => String(one.version) === shown);
  const before = versions.find((one) => one.version === (version?.version ?? 0) - 1);
  if (!version) return null;
  const title = before
    ? { title: t("changes", { n: version.version, before: before.version }) }
    : {};
  return (
    <Section {...title}>
      {before ? (
        <WordDiff before={before.text} after={version.text} />
      ) : (
        <p className="font-mono text-sm whitespace-pre-wrap">{version.text}</p>
      )}
      <p className="mt-1 text-xs text-ink-3">{t(`placement.${version.placement}`)}</p>
    </Section>
  );
}
